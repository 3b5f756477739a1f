import assert from 'node:assert/strict';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRecord } from '../../../src/storage/journal/record';
import type { JournalEvent } from '../../../src/shared/conversation/chatEvent';
import { useSharedWorkbench } from '../support/useWorkbench';

describe('A profile with values out of range', () => {
  const ui = useSharedWorkbench(undefined, (workbench) => workbench.tryDemo());
  const folder = () =>
    join(ui.workbench.userDataFolder, 'User/globalStorage/coze-workflow-chat.coze-workflow-chat');
  const times = [1e308, -1e308, 8.64e15 + 1, 2 ** 53];

  it('lists all conversations in the history', async () => {
    const { workbench } = ui;
    const conversations = join(folder(), 'conversations');
    await mkdir(conversations, { recursive: true });
    for (const [number, at] of times.entries()) {
      const conversationId = String(number + 1).padStart(32, '0');
      const origin = { key: 'demo', name: 'Demo', workflowId: '1', origin: 'demo:' };
      const events: readonly JournalEvent[] = [
        { type: 'conversationStarted', conversationId, workflow: origin, at },
        { type: 'messageSent', turnId: 't', runId: 'r', text: `Said at ${at}`, attachments: [], at },
        { type: 'usageReported', runId: 'r', usage: { input: 1e308, output: -5, unsplit: 0.5 } },
        { type: 'runCompleted', runId: 'r', at },
      ];
      const lines = events.map((event, index) =>
        encodeRecord({ writer: '00000000.000000.1', number: index + 1, event }).toString(),
      );
      await writeFile(join(conversations, `${conversationId}.jsonl`), `\n${lines.join('\n')}\n`);
    }
    await workbench.showHistory();
    for (const at of times) await workbench.row(`Said at ${at}`).waitFor();
    assert.doesNotMatch((await workbench.rows.allInnerTexts()).join('\n'), /NaN|Infinity|Invalid/);
    await workbench.row(`Said at ${times[0] ?? 0}`).click();
    await workbench.chat
      .messages(`Said at ${times[0] ?? 0}`)
      .first()
      .waitFor();
  });

  it('lists all workflows in the page "Usage"', async () => {
    const { workbench } = ui;
    const figures = ['1e308', '-5', '1e999', '"many"'];
    const lines = figures.map(
      (figure, number) =>
        `{"v":1,"type":"run","runId":"r${number}","day":"9999-99-99","key":"k${number}","name":"Flow ${number}",` +
        `"usage":{"input":${figure},"output":1,"unsplit":0}}`,
    );
    await appendFile(join(folder(), 'usage.jsonl'), `\n${lines.join('\n\n')}\n`);
    await workbench.runCommand('Coze: Show usage');
    const page = workbench.editorPage;
    await page.getByRole('combobox', { name: 'Period' }).selectOption('all');
    await page.getByRole('table', { name: 'Usage by workflow' }).getByText('Flow 3').waitFor();
    const texts = await page.locator('main').innerText();
    for (const number of figures.keys()) assert.match(texts, new RegExp(`Flow ${number}`));
    assert.doesNotMatch(texts, /NaN|Infinity/);
  });
});
