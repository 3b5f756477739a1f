import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useSharedWorkbench } from '../support/useWorkbench';

const file = 'colours.coze-test.yaml';
const colours = `version: 1
target: { profile: Colours }
tests:
  - name: takes a colour
    turns:
      - user: card
        expect:
          - outcome: waiting
      - choose: Green
        expect:
          - text: { equals: The button will be red. }
`;
const stalled = `version: 1
target: { profile: Colours }
tests:
  - name: waits for ever
    turns:
      - user: stall
`;

describe('Chatflow tests in the Testing view', () => {
  const service = useService();
  const ui = useSharedWorkbench(
    () => ({
      files: { [file]: colours },
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [{ name: 'Colours', workflowId: '1', ext: { enable_card: 'true' } }],
        'testing.automaticallyOpenTestResults': 'neverOpen',
        'testing.automaticallyOpenPeekView': 'never',
      },
    }),
    async (workbench) => {
      await workbench.openFile(file);
      await workbench.runCommand('Testing: Focus on Test Explorer View');
    },
  );
  const row = (name: string) =>
    ui.workbench.page.locator('.test-explorer .monaco-list-row').filter({ hasText: name });
  const state = (name: string, wanted: string) =>
    row(name)
      .and(ui.workbench.page.locator(`[aria-label*="(${wanted})"]`))
      .waitFor();
  const text = () => readFile(join(ui.workbench.folder, file), 'utf8');

  it('are found, ask before the first run, and fail with a difference that can be accepted', async () => {
    const { workbench } = ui;
    const { page } = workbench;
    await row(file).waitFor();
    await row(file).locator('.monaco-tl-twistie').click();
    await row('takes a colour').waitFor();
    await workbench.runCommand('Test: Run All Tests');
    await workbench.dialogButton(/^Run$/).click();
    await state('takes a colour', 'Failed');
    assert.equal(service.calls.length, 2);
    await page.locator('.test-error-content-widget').first().click();
    await page.locator('.zone-widget').waitFor();
    await page.getByText('Accept actual as expected').first().click();
    await workbench.runCommand('File: Save');
    await until(async () => (await text()).includes('- text: { equals: The button will be **Green**. }'));
  });

  it('stop before each turn for the debugger, where a question can be answered in another way', async () => {
    const { workbench } = ui;
    await workbench.runCommand('Test: Debug All Tests');
    await workbench.row('Send').waitFor();
    await workbench.row('Send').click();
    await workbench.row('Answer differently').waitFor();
    await workbench.row('Answer differently').click();
    await workbench.answerInput('Your answer', 'Blue');
    await state('takes a colour', 'Failed');
  });

  it('are cancelled in the middle', async () => {
    const { workbench } = ui;
    await writeFile(join(workbench.folder, 'stalled.coze-test.yaml'), stalled);
    await row('stalled').waitFor();
    const sent = service.calls.length;
    await row('stalled').click();
    await workbench.runCommand('Test: Run All Tests');
    await workbench.dialogButton(/^Run$/).click();
    await until(() => service.calls.length > sent);
    await workbench.runCommand('Test: Cancel Test Run');
    await state('stalled', 'Skipped');
  });
});
