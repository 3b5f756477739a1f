import assert from 'node:assert/strict';
import { errorInfo } from '../../../../src/shared/errorInfo';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Memento } from 'vscode';
import { explainError } from '../../../../src/coze/errors/cozeError';
import { InputsCache } from '../../../../src/host/inputs/inputsCache';
import { InputStore, type InputStoreDeps } from '../../../../src/host/inputs/inputStore';
import { KeptInputs } from '../../../../src/host/inputs/keptInputs';
import { textMessage } from '../../../../src/shared/conversation/userMessage';
import type { Workflow } from '../../../../src/shared/workflow';
import type { SimulatedParameters } from '../../../../src/simulator/service/account';
import type { SimulatorOptions } from '../../../../src/simulator/service/service';
import { accountWith, chatflow, longId, workspace } from '../../../support/accounts';
import { serveApi, simulatedApi, type ServedApi } from '../../../support/api';
import { workflowAt } from '../../../support/wirePipeline';
import { temporaryFolder } from '../../../support/temporaryFolder';

const city = { type: 'string', required: true, description: 'Where' };
const inputs: SimulatedParameters = { city, days: { type: 'integer', default_value: '3' } };

/** A service whose only chatflow has these inputs. */
function serve(
  flow: Parameters<typeof chatflow>[1] = { inputs },
  options: Partial<SimulatorOptions> = {},
): Promise<ServedApi> {
  const account = accountWith([workspace(1, { workflows: [chatflow(1, flow)] })]);
  return simulatedApi({ account, ...options });
}

/** What `Memento` does, in memory. */
function newMemento(): Memento {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => {
      const text = values.get(key);
      return text === undefined ? fallback : (JSON.parse(text) as unknown);
    },
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, JSON.stringify(value))),
  } as Memento;
}

describe('The inputs of the workflows', () => {
  let directory: string;
  let memento: Memento;

  beforeEach(() => {
    directory = temporaryFolder('inputs-');
    memento = newMemento();
  });
  afterEach(() => rm(directory, { recursive: true }));

  /** The store of a window. Several share the folder and the memento, like a window that is reloaded. */
  const open = (served: ServedApi, deps: Partial<InputStoreDeps> = {}): InputStore =>
    new InputStore({
      api: served.api,
      cache: new InputsCache(directory),
      kept: new KeptInputs(memento),
      now: () => 1_790_000_000_000,
      blocked: () => Promise.resolve(undefined),
      explain: explainError,
      failureText: (failure) => Promise.resolve(failure === true ? 'not described' : failure.reason),
      problemText: ({ kind }) => kind,
      changed: () => undefined,
      warn: () => undefined,
      ...deps,
    });
  const flowAt = (served: ServedApi, fields: Partial<Workflow> = {}): Workflow =>
    workflowAt(served.endpoint.baseUrl, { workflowId: longId(50, 1), ...fields });
  const namesOf = async (store: InputStore, workflow: Workflow) =>
    (await store.of(workflow))?.fields.map(({ name }) => name);

  it('are asked for once, and kept on disk for other windows', async () => {
    await using served = await serve();
    const workflow = flowAt(served);
    const store = open(served);
    assert.equal((await store.of(workflow))?.state, 'unknown');
    const first = store.load(workflow, false);
    const second = store.load(workflow, false);
    await Promise.all([first, second]);
    await store.load(workflow, false);
    const shown = await store.of(workflow);
    assert.equal(shown?.state, 'ready');
    assert.deepEqual(shown.fields, [
      { name: 'city', type: 'string', typeName: 'string', isRequired: true, description: 'Where' },
      { name: 'days', type: 'integer', typeName: 'integer', isRequired: false, defaultText: '3' },
    ]);
    const other = open(served);
    assert.deepEqual(await namesOf(other, workflow), ['city', 'days']);
    await other.load(workflow, false);
    assert.equal(served.calls.length, 1);
  });

  it('are not asked for where the entry declares them, nor for the demo', async () => {
    await using served = await serve();
    const workflow = flowAt(served, { inputs: [{ name: 'own', type: 'string', isRequired: false }] });
    const store = open(served);
    await store.load(workflow, true);
    assert.deepEqual(await namesOf(store, workflow), ['own']);
    const demo: Workflow = { ...workflow, source: 'demo' };
    await store.load(demo, true);
    assert.equal(await store.of(demo), undefined);
    assert.equal(served.calls.length, 0);
  });

  it('are not asked for while something forbids it, and the reason is shown', async () => {
    await using served = await serve();
    const workflow = flowAt(served);
    let reason: string | undefined = 'not trusted';
    const store = open(served, { blocked: () => Promise.resolve(reason) });
    await store.load(workflow, true);
    assert.deepEqual(
      [(await store.of(workflow))?.state, (await store.of(workflow))?.problem],
      ['unknown', 'not trusted'],
    );
    assert.equal(served.calls.length, 0);
    reason = undefined;
    await store.load(workflow, false);
    assert.equal((await store.of(workflow))?.state, 'ready');
  });

  it('are those of the version, where one is set', async () => {
    await using served = await serve({
      inputs,
      versions: [{ version: 'v0.0.2' }, { version: 'v0.0.1', inputs: { town: city } }],
    });
    const store = open(served);
    const old = flowAt(served, { workflowVersion: 'v0.0.1' });
    await store.load(old, false);
    assert.deepEqual(await namesOf(store, old), ['town']);
    assert.match(served.calls[0] ?? '', /\/versions\?.*include_input_output=true/);
    const unknown = flowAt(served, { workflowVersion: 'v9.9.9' });
    await store.load(unknown, false);
    assert.deepEqual(await store.of(unknown), {
      workflow: 'test',
      state: 'failed',
      fields: [],
      problem: 'not described',
      values: {},
    });
  });

  it('say what changed when they are asked for again', async () => {
    await using before = await serve({
      inputs: {
        ...inputs,
        gone: { type: 'image' },
        order: { type: 'object', properties: { sku: { type: 'string' } } },
      },
    });
    await using after = await serve({
      inputs: {
        city: { type: 'integer', required: true },
        days: { type: 'integer', required: true },
        order: { type: 'object', properties: { sku: { type: 'string', required: true } } },
        added: { type: 'array', items: { type: 'image' } },
      },
    });
    const workflow = flowAt(before);
    await open(before).load(workflow, false);
    // The same workflow, published again: its service replies with the inputs of now.
    const store = open(before, {
      api: {
        workflow: (_endpoint, id) => after.api.workflow(after.endpoint, id),
        versionInputs: () => Promise.resolve(undefined),
      },
    });
    await store.load(workflow, true);
    assert.deepEqual((await store.of(workflow))?.changes, [
      { kind: 'added', path: 'added', after: 'array<image>' },
      { kind: 'removed', path: 'gone', before: 'image' },
      { kind: 'typeChanged', path: 'city', before: 'string', after: 'integer' },
      { kind: 'nowRequired', path: 'days' },
      { kind: 'nowRequired', path: 'order.sku' },
    ]);
  });

  const failures: readonly (readonly [string, Partial<SimulatorOptions>, string, boolean])[] = [
    ['a token without the permission', { permissions: ['run'] }, 'noPermission', true],
    ['a self-hosted server', { dialect: 'selfHosted' }, 'not described', true],
    [
      'a workflow that the service does not know',
      { account: accountWith([workspace(1)]) },
      'workflowNotPublished',
      true,
    ],
  ];
  for (const [what, options, problem, isKept] of failures) {
    it(`are not asked for again after a failure without a click: ${what}`, async () => {
      await using served = await serve({ inputs }, options);
      const workflow = flowAt(served);
      const store = open(served);
      await store.load(workflow, false);
      await store.load(workflow, false);
      assert.deepEqual(
        [(await store.of(workflow))?.state, (await store.of(workflow))?.problem],
        ['failed', problem],
      );
      await open(served).load(workflow, false);
      assert.equal(served.calls.length, isKept ? 1 : 2);
      await store.load(workflow, true);
      assert.equal(served.calls.length, isKept ? 2 : 3);
      assert.deepEqual(await store.completed(workflow, textMessage('hi')), textMessage('hi'));
    });
  }

  it('are asked for by the next window after a failed connection', async () => {
    await using served = await serveApi(() => Promise.resolve(new Response('busy', { status: 503 })));
    const workflow = flowAt(served);
    const store = open(served);
    await store.load(workflow, false);
    await store.load(workflow, false);
    assert.equal((await store.of(workflow))?.state, 'failed');
    assert.equal(served.calls.length, 1);
    await open(served).load(workflow, false);
    assert.equal(served.calls.length, 2);
  });

  it('are not lost with a damaged file', async () => {
    await using served = await serve();
    const workflow = flowAt(served);
    await open(served).load(workflow, false);
    const [name = ''] = await readdir(directory);
    for (const content of ['', '{"known":[{"at":"x"}]}', '[]', '{"known":{"__proto__":1}}']) {
      await writeFile(join(directory, name), content);
      assert.equal((await open(served).of(workflow))?.state, 'unknown', content);
    }
    await open(served).load(workflow, false);
    assert.match(await readFile(join(directory, name), 'utf8'), /"city"/);
  });

  it('are known after the workflow was added, without a further call', async () => {
    await using served = await serve();
    const workflow = flowAt(served);
    const { inputs: read = [] } = await served.api.workflow(served.endpoint, workflow.workflowId);
    await open(served).remember(workflow, { parameters: read });
    const store = open(served);
    await store.load(workflow, false);
    assert.deepEqual(await namesOf(store, workflow), ['city', 'days']);
    assert.equal(served.calls.length, 1);
  });

  for (const [what, failure] of [
    ['without inputs', true],
    ['with an error', errorInfo('endpointMissing', { params: { host: 'a' } })],
  ] as const) {
    it(`are not asked for after the workflow was added with a reply ${what}`, async () => {
      await using served = await serve();
      const workflow = flowAt(served);
      await open(served).remember(workflow, { failure });
      const store = open(served);
      await store.load(workflow, false);
      assert.equal((await store.of(workflow))?.state, 'failed');
      assert.equal(served.calls.length, 0);
    });
  }

  describe('when a message is sent', () => {
    let served: ServedApi;
    let workflow: Workflow;
    let store: InputStore;

    beforeEach(async () => {
      served = await serve();
      workflow = flowAt(served);
      store = open(served);
      await store.load(workflow, false);
    });
    afterEach(() => served[Symbol.asyncDispose]());

    it('are those of the form, as it was kept', async () => {
      await store.keep(workflow.key, { values: { city: 'Rome' } });
      assert.deepEqual(await open(served).completed(workflow, textMessage('hi')), {
        ...textMessage('hi'),
        parameters: { city: 'Rome', days: 3 },
      });
      await store.keep(workflow.key, { values: {}, json: '{"city": "Oslo", "more": 12345678901234567890}' });
      assert.deepEqual((await store.completed(workflow, textMessage('hi')))?.parameters, {
        city: 'Oslo',
        days: null,
        more: '12345678901234567890',
      });
    });

    it('are those of the message, where it has some', async () => {
      await store.keep(workflow.key, { values: { city: 'Rome' } });
      const message = { ...textMessage('hi'), parameters: { city: 'Oslo' } };
      const parameters = { city: 'Oslo', days: 3 };
      assert.deepEqual(await store.completed(workflow, message), { ...message, parameters });
    });

    it('are refused if one is missing, and the field is marked until the form changes', async () => {
      assert.equal(await store.completed(workflow, textMessage('hi')), undefined);
      const marked = await store.of(workflow);
      assert.deepEqual([marked?.refusedField, marked?.refusedReason], ['city', 'missing']);
      await store.keep(workflow.key, { values: { city: 'Rome' } });
      assert.equal((await store.of(workflow))?.refusedField, undefined);
    });

    it('are refused if one is not valid', async () => {
      await store.keep(workflow.key, { values: { city: 'Rome', days: 'many' } });
      assert.equal(await store.completed(workflow, textMessage('hi')), undefined);
      assert.equal((await store.of(workflow))?.refusedField, 'days');
      await store.keep(workflow.key, { values: {}, json: '{' });
      assert.equal(await store.completed(workflow, textMessage('hi')), undefined);
      assert.equal((await store.of(workflow))?.refusedReason, 'notJson');
    });

    it('are refused while a file of the form is not replaced by what is sent for it', async () => {
      await using other = await serve({ inputs: { photos: { type: 'array', items: { type: 'image' } } } });
      const withFiles = { ...flowAt(other), key: 'files' };
      const items = { name: '', type: 'image', isRequired: false };
      await store.remember(withFiles, {
        parameters: [{ name: 'photos', type: 'array', isRequired: false, items }],
      });
      await store.keep('files', { values: { photos: '[{"$upload":"u1"}]' } });
      assert.equal(await store.completed(withFiles, textMessage('hi')), undefined);
      const marked = await store.of(withFiles);
      assert.deepEqual([marked?.refusedField, marked?.refusedReason], ['photos', 'fileInForm']);
      const sent = { ...textMessage('hi'), parameters: { photos: ['{"file_id":"1"}'] } };
      assert.deepEqual(await store.completed(withFiles, sent), sent);
    });

    it('count those of the entry in the settings', async () => {
      const set = { ...workflow, parameters: { city: 'Paris' } };
      assert.equal((await store.of(set))?.fields[0]?.defaultText, 'Paris');
      const parameters = { days: 2 };
      assert.ok(await store.completed(set, { ...textMessage('hi'), parameters }));
      const odd = { ...workflow, parameters: { city: 'Paris', days: { not: 'a number' } } };
      assert.deepEqual((await store.completed(odd, textMessage('hi')))?.parameters, { city: 'Paris' });
    });

    it('are waited for while they are being requested', async () => {
      const fresh = open(served, { cache: new InputsCache(join(directory, 'other')) });
      void fresh.load(workflow, false);
      await fresh.of(workflow);
      await fresh.keep(workflow.key, { values: { city: 'Rome' } });
      while ((await fresh.of(workflow))?.state !== 'loading') await new Promise(setImmediate);
      assert.ok((await fresh.completed(workflow, textMessage('hi')))?.parameters);
    });

    it('survive a reload of the window, and a reset empties them', async () => {
      await store.keep(workflow.key, { values: { city: 'Rom', days: '1x' }, json: '{"city": "Ro' });
      const reloaded = open(served);
      const { values, json } = (await reloaded.of(workflow)) ?? {};
      assert.deepEqual([values, json], [{ city: 'Rom', days: '1x' }, '{"city": "Ro']);
      await reloaded.reset(workflow.key);
      assert.deepEqual((await open(served).of(workflow))?.values, {});
    });

    it('are asked for again if the service refuses one that they do not have', async () => {
      const error = { code: '720702002', serviceMessage: 'Missing required parameters：’town‘' };
      const info = { kind: 'badRequest', reason: 'parameterMissing', remedies: [], ...error } as const;
      await store.refresh(workflow);
      await store.refused(workflow, { ...info, serviceMessage: 'Missing required parameters：’city‘' });
      await store.refresh(workflow);
      assert.equal(served.calls.length, 1);
      await store.refused(workflow, info);
      await store.refresh(workflow);
      assert.equal(served.calls.length, 2);
    });

    it('mark the field that the service refused', async () => {
      const error = { code: '720702002', serviceMessage: 'Missing required parameters：’city‘' };
      const info = { kind: 'badRequest', reason: 'parameterMissing', remedies: [], ...error } as const;
      assert.equal(await store.refused(workflow, info), true);
      const marked = await store.of(workflow);
      assert.deepEqual([marked?.refusedField, marked?.refusedReason], ['city', error.serviceMessage]);
      assert.equal(await store.refused(workflow, { ...info, code: '4011' }), false);
    });
  });
});
