import assert from 'node:assert/strict';
import { liveAttempt } from '../../../../src/chatflowTests/run/attempt';
import { counted } from '../../../../src/host/chatflowTests/run/counted';
import { chatflowTarget } from '../../../../src/runs/chatflowTarget';
import { runOnce } from '../../../../src/runs/runOnce';
import { textMessage } from '../../../../src/shared/conversation/userMessage';
import { UsageLedger } from '../../../../src/usage/usageLedger';
import { FaultServer } from '../../../support/faultServer';
import { testClient, workflowAt } from '../../../support/wirePipeline';
import { Place } from '../../chat/support/chatWindow';
import { answering } from '../../chat/support/sse';

describe('The runs of chatflow tests', () => {
  let place: Place;
  let server: FaultServer;
  let ledger: UsageLedger;

  beforeEach(async () => {
    place = new Place();
    server = await FaultServer.start();
    ledger = await UsageLedger.open({
      directory: place.directory,
      log: { warn: (text) => assert.fail(text) },
    });
  });

  afterEach(async () => {
    ledger.dispose();
    await server.stop();
    place.remove();
  });

  /** Runs one turn; resolves to the counted runs and calls. */
  async function ran(baseUrl = server.baseUrl): Promise<readonly [runs: number, calls: number]> {
    const target = chatflowTarget(testClient(), workflowAt(baseUrl));
    const made = await counted(liveAttempt(target), target, ledger).turn(1, 'Hello');
    assert.ok('target' in made);
    const { trace, onEnd } = made;
    const input = { message: textMessage('Hello'), earlierMessages: [] };
    onEnd?.(await runOnce(input, { target, retries: true, ...(trace && { trace }) }));
    const { runs, calls } = ledger.today();
    return [runs, calls];
  }

  it('are counted with their call', async () => {
    server.play([{ do: 'send', data: answering('Hi') }]);
    assert.deepEqual(await ran(), [1, 1]);
    assert.deepEqual(await ran(), [2, 2]);
  });

  it('are counted with each request that was repeated', async () => {
    const busy = [
      { do: 'head', status: 503, contentType: 'application/json' },
      { do: 'send', data: '' },
    ] as const;
    server.play((_request, index) => (index < 1 ? busy : [{ do: 'send', data: answering('Hi') }]));
    assert.deepEqual(await ran(), [1, 2]);
  });

  it('are calls and no runs where the service refused them', async () => {
    server.play([
      { do: 'head', status: 401, contentType: 'application/json' },
      { do: 'send', data: '{"code":4100,"msg":"invalid"}' },
    ]);
    assert.deepEqual(await ran(), [0, 1]);
  });

  it('are not counted where nothing was reached', async () => {
    const { baseUrl } = server;
    await server.stop();
    assert.deepEqual(await ran(baseUrl), [0, 0]);
    server = await FaultServer.start();
  });
});
