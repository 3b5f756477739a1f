import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from './support/until';
import { useService } from './support/useService';
import { useWorkbench } from './support/useWorkbench';

const token = 'pat_OfTheUiTests0123456789abcdefghijklmnop';
const workflowId = '7500000000000000007';

describe('Attachments', () => {
  const service = useService({ tokens: [token], dialect: 'selfHosted' });
  const ui = useWorkbench(
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'coze-folder-'));
      await writeFile(join(folder, 'notes.csv'), 'name;age\nAda;36\n');
      await writeFile(join(folder, 'keys.csv'), `name;token\nAda;${token}\n`);
      await writeFile(join(folder, 'empty.csv'), '');
      return {
        folder,
        environment: { COZE_API_TOKEN: token },
        settings: {
          'coze.baseUrl': service.baseUrl,
          'coze.workflows': [{ name: 'Files', workflowId }],
        },
      };
    },
    async (workbench) => {
      await workbench.runCommand('Coze: Focus chat');
      await workbench.chat.text('Ask Files').waitFor();
    },
  );

  const chip = (name: string): Locator =>
    ui.workbench.chat.list('Attachments').getByRole('listitem').filter({ hasText: name });
  const uploads = () => service.requests.filter(({ path }) => path === '/v1/files/upload');
  const attach = async (name: string) => {
    await ui.workbench.openFile(name);
    await ui.workbench.runCommand('Coze: Add file to Coze chat');
  };

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
    assert.ok(!uploads().some(({ body }) => body.includes(token)));
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
    await chat.send(`my token is ${token}`);
    await workbench.dialogButton('Send redacted').click();
    await chat.answers('', 'completed').first().waitFor();
    assert.ok(service.calls.at(-1)!.body.includes('my token is [redacted]'));
    assert.ok(!service.calls.some(({ body }) => body.includes(token)));
  });
});
