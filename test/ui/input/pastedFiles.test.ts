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

describe('Pasted and dropped files', () => {
  /** Ends the uploads that are held back; each waits for it while there is one. */
  let held: { readonly gate: Promise<void>; readonly open: () => void } | undefined;
  let isFailing = false;

  const service = useHandler(() => {
    const simulator = createSimulator({
      now: Date.now,
      wait: () => Promise.resolve(),
      pace: 'instant',
      tokens: [sharedToken],
      dialect: 'selfHosted',
    });
    return async (request) => {
      if (new URL(request.url).pathname !== '/v1/files/upload') return simulator(request);
      await held?.gate;
      return isFailing ? new Response('', { status: 503 }) : simulator(request);
    };
  });
  const ui = useSharedWorkbench(
    () => ({
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [{ name: 'Files', workflowId: '7500000000000000007' }],
      },
    }),
    (workbench) => workbench.showWorkflow('Files'),
  );

  const chips = (): Locator => ui.workbench.chat.list('Attachments').getByRole('listitem');
  const uploads = () => service.requests.filter(({ path }) => path === '/v1/files/upload');

  /** Dispatches the event of a paste or drop with one file at the message box. */
  async function transfer(type: 'paste' | 'drop', name: string, base64: string): Promise<void> {
    await ui.workbench.chat.composer.evaluate(
      (element, file) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], file.name, { type: file.name.endsWith('png') ? 'image/png' : '' }));
        const options = { bubbles: true, composed: true, cancelable: true };
        element.dispatchEvent(
          file.type === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data }),
        );
      },
      { type, name, base64 },
    );
  }

  function hold(): void {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    held = { gate, open };
  }

  function release(): void {
    held?.open();
    held = undefined;
  }

  beforeEach(() => ui.workbench.newConversation());
  afterEach(() => {
    release();
    isFailing = false;
  });

  it('are uploaded, and the message waits for them and is sent once', async () => {
    const { chat } = ui.workbench;
    hold();
    await transfer('paste', 'image.png', png);
    await chips().getByRole('progressbar', { name: 'Upload of image.png' }).waitFor();
    await until(() => uploads().length === 1);
    await chat.composer.fill('look');
    await chat.composer.press('Enter');
    await chat.composer.press('Enter');
    await chat.text('Sent when the upload is complete.').first().waitFor();
    assert.equal(service.calls.length, 0);
    release();
    await chat.answers('image.png', 'completed').waitFor();
    assert.equal(service.calls.length, 1);
    const { additional_messages: messages } = JSON.parse(service.calls[0]!.body) as {
      additional_messages: readonly { content: string }[];
    };
    assert.match(
      messages[0]!.content,
      /^\[\{"type":"text","text":"look"\},\{"type":"image","file_id":"\d{19}"\}\]$/,
    );
    await chips().first().waitFor({ state: 'detached' });
    await chat.conversation.getByText('Image, 70 B').waitFor();
  });

  it('show why an upload failed, and upload again with Retry', async () => {
    isFailing = true;
    await transfer('drop', 'notes.csv', btoa('name;age\n'));
    const retry = chips().getByRole('button', { name: 'Retry notes.csv' });
    await retry.waitFor();
    const before = uploads().length;
    await ui.workbench.chat.composer.fill('look');
    await ui.workbench.chat.composer.press('Enter');
    await until(() =>
      chips()
        .first()
        .evaluate((chip) => chip === document.activeElement),
    );
    isFailing = false;
    await retry.click();
    await ui.workbench.chat
      .list('Attachments')
      .getByRole('listitem', { name: 'notes.csv, 9 B, ready' })
      .waitFor();
    assert.equal(uploads().length, before + 1);
    assert.match(uploads().at(-1)!.body, /filename="notes\.csv"[^]*\r\n\r\nname;age\n\r\n--/);
    await ui.workbench.chat.composer.press('Enter');
    await ui.workbench.chat.answers('notes.csv', 'completed').waitFor();
    assert.match(service.calls.at(-1)!.body, /\\"type\\":\\"file\\",\\"file_id\\":/);
  });

  it('are removed while they are uploaded, which ends the request and the wait of Send', async () => {
    const { chat } = ui.workbench;
    hold();
    const before = { uploads: uploads().length, calls: service.calls.length };
    await transfer('drop', 'notes.csv', btoa('name;age;city\n'));
    await until(() => uploads().length === before.uploads + 1);
    await chat.composer.fill('without it');
    await chat.composer.press('Enter');
    await chips().getByRole('button', { name: 'Remove notes.csv' }).click();
    await chips().first().waitFor({ state: 'detached' });
    assert.equal(await uploads().at(-1)!.ended, 'aborted');
    assert.equal(service.calls.length, before.calls);
    assert.equal(await chat.composer.inputValue(), 'without it');
    await chat.composer.press('Enter');
    await until(() => service.calls.length === before.calls + 1);
    assert.doesNotMatch(service.calls.at(-1)!.body, /file_id/);
  });
});
