import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { createSimulator } from '../../../src/simulator/service/simulator';
import { sharedToken } from '../support/sharedWindow';
import { until } from '../support/until';
import { useHandler } from '../support/useService';
import { useSharedWorkbench } from '../support/useWorkbench';

/** A picture of one pixel. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const workflowId = '7500000000000000007';

describe('Attachments', () => {
  /** A self-hosted service whose form asks for a picture. */
  const service = useHandler(() => {
    const simulator = createSimulator({
      now: Date.now,
      wait: () => Promise.resolve(),
      pace: 'instant',
      tokens: [sharedToken],
      dialect: 'selfHosted',
    });
    return async (request) => {
      const response = await simulator(request);
      const { headers, status } = response;
      if (!headers.get('content-type')?.startsWith('text/event-stream')) return response;
      const remarks = /(type\\*":\\*")string(\\*",\\*"name\\*":\\*"remarks)/g;
      return new Response((await response.text()).replace(remarks, '$1image$2'), { headers, status });
    };
  });
  const ui = useSharedWorkbench(
    () => ({
      files: {
        'notes.csv': 'name;age\nAda;36\n',
        'keys.csv': `name;token\nAda;${sharedToken}\n`,
        'empty.csv': '',
        'dot.png': Buffer.from(png, 'base64'),
      },
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [
          { name: 'Files', workflowId },
          { name: 'Picture', workflowId, inputs: { photo: { type: 'image', required: true } } },
          {
            name: 'Mapped',
            workflowId,
            selection: {
              message: '${question}',
              parameters: { code: '${selection}', line: '${startLine}' },
            },
          },
        ],
      },
    }),
    (workbench) => workbench.showWorkflow('Files'),
  );

  const chip = (name: string): Locator =>
    ui.workbench.chat.list('Attachments').getByRole('listitem').filter({ hasText: name });
  const uploads = () => service.requests.filter(({ path }) => path === '/v1/files/upload');
  const attach = async (name: string) => {
    await ui.workbench.openFile(name);
    await ui.workbench.runCommand('Coze: Add file to Coze chat');
  };

  const select = async (name: string) => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Select workflow');
    await workbench.row(name).click();
    await workbench.inputClosed();
    await workbench.newConversation();
    await workbench.chat.text(`Ask ${name}`).waitFor();
  };
  const lastBody = () => service.calls.at(-1)?.body ?? '';
  const chooseFile = (name: string) => ui.workbench.chooseFile('Attach files', ui.workbench.folder, name);

  beforeEach(() => ui.workbench.newConversation());

  it('uploads the file of the active editor, and sends it as an item of the message', async () => {
    const { chat } = ui.workbench;
    const before = uploads().length;
    await attach('notes.csv');
    await chip('notes.csv').waitFor();
    await until(() => uploads().length === before + 1);
    assert.match(
      uploads().at(-1)!.body,
      /name="file"; filename="notes\.csv"[^]*\r\n\r\nname;age\nAda;36\n\r\n--/,
    );
    await chat.send('look');
    await chat.answers('notes.csv', 'completed').waitFor();
    const { additional_messages: messages } = JSON.parse(service.calls.at(-1)!.body) as {
      additional_messages: readonly { content: string; content_type: string }[];
    };
    assert.match(
      messages[0]!.content,
      /^\[\{"type":"text","text":"look"\},\{"type":"file","file_id":"\d{19}"\}\]$/,
    );
    assert.equal(messages[0]!.content_type, 'object_string');
    await chip('notes.csv').waitFor({ state: 'detached' });
  });

  it('asks about a file with a token, and uploads a redacted copy', async () => {
    await attach('keys.csv');
    await ui.workbench.dialogButton('Upload redacted').click();
    await until(() => uploads().some(({ body }) => body.includes('[redacted]')));
    assert.ok(!uploads().some(({ body }) => body.includes(sharedToken)));
    await chip('keys.csv').waitFor();
    await chip('keys.csv').getByRole('button', { name: 'Remove keys.csv' }).click();
    await chip('keys.csv').waitFor({ state: 'detached' });
  });

  it('shows why a file is not uploaded, and keeps it out of the message', async () => {
    const before = uploads().length;
    await attach('empty.csv');
    await chip('empty.csv').getByText('The file is empty.').waitFor();
    assert.equal(uploads().length, before);
    await chip('empty.csv').getByRole('button', { name: 'Remove empty.csv' }).click();
    await chip('empty.csv').waitFor({ state: 'detached' });
  });

  it('adds the selection as a chip with its place, and sends it with the message', async () => {
    const { chat, page } = ui.workbench;
    await ui.workbench.openFile('notes.csv');
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+a');
    await ui.workbench.runCommand('Coze: Add selection to Coze chat');
    await chip('notes.csv:1-2').waitFor();
    await chat.send('explain');
    await chat.answers('', 'completed').first().waitFor();
    const { additional_messages: messages } = JSON.parse(service.calls.at(-1)!.body) as {
      additional_messages: readonly { content: string }[];
    };
    assert.match(messages[0]!.content, /^explain\n\nFile: `notes\.csv`\n.*\nLines: 1-2\n\n```[^]*Ada;36/);
  });

  it('shows the JSON that a message with a file would send, and sends nothing', async () => {
    const { chat, page } = ui.workbench;
    const before = service.calls.length;
    await attach('notes.csv');
    await chip('notes.csv').locator('progress').waitFor({ state: 'detached' });
    await chat.composer.fill('look');
    await chat.button('Attach').click();
    await chat.menuItem('Preview request').click();
    await page
      .locator('.tabs-container')
      .getByRole('tab', { name: /^Request to 127/ })
      .waitFor();
    await page.locator('.editor-instance .view-lines').getByText('"workflow_id"').first().waitFor();
    assert.equal(service.calls.length, before);
    await chip('notes.csv').getByRole('button', { name: 'Remove notes.csv' }).click();
    await chat.composer.fill('');
  });

  it('asks before a message with a token is sent, and sends it redacted', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await chat.send(`my token is ${sharedToken}`);
    await workbench.dialogButton('Send redacted').click();
    await chat.answers('', 'completed').first().waitFor();
    assert.ok(service.calls.at(-1)!.body.includes('my token is [redacted]'));
    assert.ok(!service.calls.some(({ body }) => body.includes(sharedToken)));
  });

  it('uploads a file that is chosen in the dialog', async () => {
    const { chat } = ui.workbench;
    await chat.button('Attach').click();
    await chat.menuItem('Choose file…').click();
    await chooseFile('dot.png');
    await chip('dot.png').locator('progress').waitFor({ state: 'detached' });
    await chat.send('look');
    await chat.answers('dot.png', 'completed').waitFor();
    assert.match(lastBody(), /\\"type\\":\\"image\\",\\"file_id\\":\\"\d{19}\\"\}\]"/);
  });

  it('answers an input node with a file', async () => {
    const { chat } = ui.workbench;
    await chat.send('form');
    await chat.question.getByRole('textbox', { name: /^city/ }).fill('Rome');
    await chat.question.locator('input').nth(1).fill('3');
    await chat.question.getByRole('button', { name: /^Choose file… remarks/ }).click();
    await chooseFile('dot.png');
    await chat.question.getByRole('button', { name: 'Remove dot.png' }).waitFor();
    await chat.question.getByText('70 B').waitFor();
    const before = service.calls.length;
    await chat.question.getByRole('button', { name: 'Reply' }).click();
    await chat.answers('Thank you', 'completed').waitFor();
    assert.equal(service.calls.length, before + 1);
    const { additional_messages: messages } = JSON.parse(lastBody()) as {
      additional_messages: readonly { content: string }[];
    };
    assert.match(
      messages.at(-1)!.content,
      /^city:Rome\ndays:3\nremarks:http:\/\/[^\s]+x-wf-file_name=dot\.png$/,
    );
  });

  it('sends a file as an input, in the form of a self-hosted server', async () => {
    const { chat } = ui.workbench;
    await select('Picture');
    await chat.openInputs();
    await chat.button(/^Choose file… photo/).click();
    await chooseFile('dot.png');
    await chat.button('Remove dot.png').waitFor();
    await chat.send('look');
    await chat.answers('', 'completed').last().waitFor();
    assert.match(lastBody(), /"parameters":\{"photo":"http:\/\/[^"\s]+x-wf-file_name=dot\.png"\}/);
  });

  it('puts a selection into the inputs that the workflow names', async () => {
    const { chat, page } = ui.workbench;
    await select('Mapped');
    await ui.workbench.openFile('notes.csv');
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+a');
    await ui.workbench.runCommand('Coze: Ask Coze workflow about selection');
    await ui.workbench.answerInput('Ask Coze workflow about selection', 'What is it?');
    await chat.answers('', 'completed').last().waitFor();
    assert.ok(lastBody().includes('"content":"What is it?"'), lastBody());
    assert.ok(lastBody().includes('"parameters":{"code":"name;age\\nAda;36","line":"1"}'), lastBody());
  });
});
