import assert from 'node:assert/strict';
import { CozeAPI } from '@coze/api';
import { inputFields } from '../../../src/shared/inputs/inputFields';
import type { SimulatedParameters } from '../../../src/simulator/service/account';
import { accountWith, chatflow, longId, workspace } from '../../support/accounts';
import { simulatedApi } from '../../support/api';
import { mountHttp } from '../../support/httpMount';
import { bodySaying, instantService, refused, requestOf, type Service } from './calling';

/** One of each type, required members and nested lists: what a client must be able to fill in. */
const everyType: SimulatedParameters = {
  city: { type: 'string', required: true, description: 'Where the trip starts' },
  days: { type: 'integer', default_value: '3' },
  budget: { type: 'number' },
  vegetarian: { type: 'boolean', default_value: 'false' },
  start: { type: 'time' },
  order: {
    type: 'object',
    properties: { sku: { type: 'string', required: true }, count: { type: 'integer' } },
  },
  tags: { type: 'array', items: { type: 'string' } },
  stops: {
    type: 'array',
    items: {
      type: 'object',
      properties: { name: { type: 'string', required: true }, photo: { type: 'image' } },
    },
  },
  matrix: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
  photo: { type: 'image' },
  ...Object.fromEntries(
    ['file', 'doc', 'code', 'ppt', 'txt', 'excel', 'audio', 'zip', 'video', 'svg', 'voice'].map((type) => [
      `any_${type}`,
      { type },
    ]),
  ),
  mood: { type: 'emotion', description: 'A type that clients do not know' },
};

const order = { type: 'object', properties: { sku: { type: 'string', required: true } } };
const inputs: SimulatedParameters = {
  city: { type: 'string', required: true },
  days: { type: 'integer' },
  budget: { type: 'number' },
  gift: { type: 'boolean' },
  start: { type: 'time' },
  order,
  orders: { type: 'array', items: order },
  photo: { type: 'image' },
  mood: { type: 'emotion' },
};
const account = accountWith([
  workspace(1, {
    workflows: [
      chatflow(1, {
        inputs,
        versions: [{ version: 'v0.0.1', inputs: { town: { type: 'string', required: true } } }],
      }),
      chatflow(2, { inputs: everyType }),
    ],
  }),
]);
const saying = (parameters: object, more: object = {}) =>
  bodySaying('hi', { workflow_id: longId(50, 1), parameters, ...more });
const accepts = async (service: Service, body: unknown): Promise<boolean> =>
  (await service(requestOf(body))).headers.get('content-type')?.startsWith('text/event-stream') ?? false;

describe('The inputs of a simulated workflow', () => {
  const refusals: readonly (readonly [string, object, number, string, ('cloud' | 'selfHosted')?])[] = [
    ['a missing input', {}, 720702002, 'city'],
    ['a missing member', { city: 'a', order: {} }, 720702002, 'order.sku'],
    ['a missing member of an item', { city: 'a', orders: [{ sku: 'a' }, {}] }, 720702002, 'orders.1.sku'],
    ['a text for an integer', { city: 'a', days: 'three' }, 720702001, 'days'],
    ['a text for a number', { city: 'a', budget: 'much' }, 720702001, 'budget'],
    ['a text for a boolean', { city: 'a', gift: 'maybe' }, 720702001, 'gift'],
    ['a number for a time', { city: 'a', start: 5 }, 720702001, 'start'],
    ['an array for an object', { city: 'a', order: [] }, 720702001, 'order'],
    ['an object for an array', { city: 'a', orders: {} }, 720702001, 'orders'],
    ['an object for a file', { city: 'a', photo: { file_id: '1' } }, 720702001, 'photo'],
    ['a path for a file', { city: 'a', photo: 'C:\\a.png' }, 720702001, 'photo'],
    [
      'a file ID on a self-hosted server',
      { city: 'a', photo: '{"file_id":"1"}' },
      720702001,
      'photo',
      'selfHosted',
    ],
  ];
  for (const [what, parameters, code, path, dialect = 'cloud'] of refusals) {
    it(`are refused with the name of the input, in both languages: ${what}`, async () => {
      for (const [language, word] of [
        ['en', /parameter/],
        ['zh', /参数/],
      ] as const) {
        const refusal = await refused(instantService({ account, language, dialect }), saying(parameters));
        assert.equal(refusal.code, code);
        assert.match(String(refusal.msg), word);
        assert.ok(String(refusal.msg).endsWith(`：’${path}‘`), String(refusal.msg));
      }
    });
  }

  const accepted: readonly (readonly [string, object])[] = [
    [
      'strings for numbers and booleans',
      { city: 'a', days: '12345678901234567890', budget: '1.5', gift: 'true' },
    ],
    ['JSON strings for objects and arrays', { city: 'a', order: '{"sku":"a"}', orders: '[]' }],
    ['null', { city: 'a', days: null, order: null }],
    ['the URL of a file', { city: 'a', photo: 'https://example.com/a.png' }],
    ['any value of an unknown type', { city: 'a', mood: { very: 'good' } }],
    ['unknown names', { city: 'a', other: 1 }],
  ];
  for (const [what, parameters] of accepted) {
    it(`accept ${what}`, async () => {
      assert.ok(await accepts(instantService({ account }), saying(parameters)));
    });
  }

  it('are those of the version that is run', async () => {
    const service = instantService({ account });
    const body = saying({ city: 'a' }, { workflow_version: 'v0.0.1' });
    assert.match(String((await refused(service, body)).msg), /town/);
    assert.ok(await accepts(service, saying({ town: 'a' }, { workflow_version: 'v0.0.1' })));
  });

  it('can be of every type, and the extension knows all but one', async () => {
    await using served = await simulatedApi({ account });
    const { inputs: read = [] } = await served.api.workflow(served.endpoint, longId(50, 2));
    const { fields } = inputFields(read);
    assert.deepEqual(
      fields.map(({ name }) => name),
      Object.keys(everyType),
    );
    assert.deepEqual(
      fields.filter(({ type }) => type === 'unknown').map(({ name }) => name),
      ['mood'],
    );
  });

  it('are read by Coze’s SDK', async () => {
    const mount = await mountHttp(instantService({ account, tokens: ['pat_test'] }));
    try {
      const coze = new CozeAPI({
        token: 'pat_test',
        baseURL: mount.baseUrl,
        allowPersonalAccessTokenInBrowser: true,
      });
      const { data } = await coze.get<
        { include_input_output: boolean },
        { data: { input: { parameters: SimulatedParameters } } }
      >(`/v1/workflows/${longId(50, 2)}`, { include_input_output: true });
      assert.deepEqual(data.input.parameters['order'], everyType['order']);
    } finally {
      await mount.close();
    }
  });
});
