import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { accountWith, chatflow, longId, workspace } from '../../support/accounts';
import { sharedToken } from '../support/sharedWindow';
import { until } from '../support/until';
import { useService } from '../support/useService';
import { useSharedWorkbench } from '../support/useWorkbench';

const inputs = {
  city: { type: 'string', required: true, description: 'Where the trip starts' },
  days: { type: 'integer', default_value: '3' },
  budget: { type: 'number' },
  vegetarian: { type: 'boolean' },
  start: { type: 'time' },
  order: { type: 'object', properties: { sku: { type: 'string' }, count: { type: 'integer' } } },
  tags: { type: 'array', items: { type: 'string' } },
  photo: { type: 'image' },
  mood: { type: 'emotion' },
};

/** The fields in their order, and the keys that fill each one. */
const typed: readonly (readonly [string, string])[] = [
  ['city', 'Rome'],
  ['days', '12345678901234567890'],
  ['budget', '1.5'],
  ['vegetarian', 't'],
  ['start', '2026-12-24 18:30'],
  ['sku', 'A1'],
  ['count', '2'],
  ['photo', 'https://example.com/a.png'],
  ['mood', '{"very":"good"}'],
];
const sent =
  '"parameters":{"city":"Rome","days":"12345678901234567890","budget":1.5,"vegetarian":true,"start":"2026-12-24 18:30:00",' +
  '"order":{"sku":"A1","count":2},"tags":["sea"],"photo":"https://example.com/a.png","mood":{"very":"good"}}';

/** A picture of one pixel. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('The inputs of a workflow', () => {
  const service = useService({
    tokens: [sharedToken],
    account: accountWith([workspace(1, { workflows: [chatflow(1, { inputs })] })]),
  });
  const ui = useSharedWorkbench(
    () => ({
      files: { 'dot.png': Buffer.from(png, 'base64') },
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [
          { name: 'Trip', workflowId: longId(50, 1) },
          // The service does not agree with what this entry declares.
          { name: 'Declared', workflowId: longId(50, 1), inputs: { city: 'string', days: 'string' } },
        ],
      },
    }),
    (workbench) => workbench.showWorkflow('Trip'),
  );

  const toggle = () => ui.workbench.chat.button('Workflow inputs');
  const field = (name: string): Locator => ui.workbench.chat.field(name);
  const focusedName = () =>
    toggle().evaluate(({ ownerDocument }) => {
      const element = ownerDocument.activeElement;
      const label = element instanceof HTMLElement && 'labels' in element ? element.labels : undefined;
      const first = label instanceof NodeList ? label[0]?.textContent : undefined;
      return (first ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
    });
  const tabTo = async (name: string) => {
    for (let press = 0; press < 60; press++) {
      if ((await focusedName()).startsWith(name)) return;
      await ui.workbench.page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not reach ${name}`);
  };
  const select = async (name: string) => {
    const { workbench } = ui;
    await workbench.runCommand('Coze: Select workflow');
    await workbench.row(name).first().click();
    await workbench.inputClosed();
    await workbench.newConversation();
    await workbench.chat.text(`Ask ${name}`).waitFor();
  };
  const metadataCalls = () => service.requests.filter(({ method }) => method === 'GET').length;
  const body = () => service.calls.at(-1)?.body ?? '';

  beforeEach(async () => {
    await select('Trip');
    await ui.workbench.chat.composer.fill('');
  });

  it('can all be filled by keyboard, and are asked for once', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    const { keyboard } = workbench.page;
    const asked = metadataCalls();
    await chat.composer.click();
    await chat.composer.pressSequentially('plan it');
    await field('city').waitFor();
    assert.equal(metadataCalls(), asked + 1);
    await toggle().focus();
    for (const [name, keys] of typed) {
      await tabTo(name);
      if (name !== 'vegetarian') await keyboard.press('Control+A');
      await keyboard.type(keys);
      if (name !== 'count') continue;
      await tabTo('Add item to tags');
      await keyboard.press('Enter');
      await until(async () => !(await focusedName()).startsWith('Add item'));
      await keyboard.type('sea');
    }
    await keyboard.press('Control+Enter');
    await chat.answers('', 'completed').last().waitFor();
    assert.ok(body().includes(sent), body());
    await chat.ask('once more', /./);
    assert.ok(body().includes(sent), body());
    assert.equal(metadataCalls(), asked + 1);
  });

  it('keep a message in the message box while one is missing', async () => {
    const { chat } = ui.workbench;
    await chat.composer.fill('plan it');
    await chat.openInputs();
    await field('city').fill('');
    const before = service.calls.length;
    await chat.composer.press('Enter');
    await chat.alerts.filter({ hasText: 'city' }).waitFor();
    await until(async () => (await focusedName()).startsWith('city'));
    assert.equal(await chat.composer.inputValue(), 'plan it');
    assert.equal(service.calls.length, before);
    await field('city').fill('Oslo');
    await field('city').press('Control+Enter');
    await chat.answers('', 'completed').last().waitFor();
    assert.match(body(), /"city":"Oslo"/);
  });

  it('can be edited as JSON, which keeps long integers', async () => {
    const { chat } = ui.workbench;
    await chat.composer.fill('plan it');
    await chat.openInputs();
    await chat.button('Edit all as JSON').click();
    const json = chat.textbox('All inputs as JSON');
    await json.fill('{"city": "Kyoto", "days": 9007199254740993, "more": [1]}');
    await json.press('Control+Enter');
    await chat.answers('', 'completed').last().waitFor();
    assert.match(body(), /"parameters":\{"city":"Kyoto","days":"9007199254740993","more":\[1\]\}/);
    await chat.openInputs();
    await chat.button('Edit all as JSON').click();
    await until(async () => (await field('city').inputValue()) === 'Kyoto');
  });

  it('survive a reload of the window, half filled', async () => {
    const { workbench } = ui;
    await workbench.chat.openInputs();
    await field('city').fill('Ber');
    await field('days').fill('1x');
    await until(async () => (await field('days').inputValue()) === '1x');
    await workbench.reload();
    await workbench.runCommand('Coze: Focus chat');
    await workbench.chat.openInputs();
    await until(async () => (await field('city').inputValue()) === 'Ber');
    assert.equal(await field('days').inputValue(), '1x');
    await workbench.chat.button('Reset').click();
    await until(async () => (await field('days').inputValue()) === '3');
  });

  it('are marked where the service refuses them, and the message returns', async () => {
    const { chat } = ui.workbench;
    await select('Declared');
    await chat.openInputs();
    await field('days').fill('many');
    await chat.send('plan it');
    await chat.answers('', 'failed').last().waitFor();
    await until(async () => (await chat.composer.inputValue()) === 'plan it');
    await until(async () => (await field('city').getAttribute('aria-invalid')) === 'true');
    await chat.text('Missing required parameters').last().waitFor();
    await field('city').fill('Rome');
    await field('city').press('Control+Enter');
    await until(async () => (await field('days').getAttribute('aria-invalid')) === 'true');
    await until(async () => (await chat.composer.inputValue()) === 'plan it');
    await field('days').fill('5');
    await chat.button('Try again').last().click();
    await chat.answers('', 'completed').last().waitFor();
    assert.match(body(), /"city":"Rome","days":"5"/);
    await until(async () => (await chat.composer.inputValue()) === '');
  });

  it('send a file as the cloud takes it', async () => {
    const { workbench } = ui;
    const { chat } = workbench;
    await chat.openInputs();
    await chat.button('Reset').click();
    await field('city').fill('Oslo');
    await chat.button(/^Choose file… photo/).click();
    await workbench.chooseFile('Attach files', workbench.folder, 'dot.png');
    await chat.button('Remove dot.png').waitFor();
    await chat.send('look');
    await chat.answers('', 'completed').last().waitFor();
    assert.match(body(), /"photo":"\{\\"file_id\\":\\"\d{19}\\"\}"/);
    await chat.openInputs();
    await chat.button('Reset').click();
  });
});
