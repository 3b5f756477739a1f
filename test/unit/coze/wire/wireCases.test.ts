import assert from 'node:assert/strict';
import { FaultServer } from '../../../support/faultServer';
import { requestTo, runToEnd, testClient, testToken } from '../../../support/wirePipeline';
import { allCases } from '../../../wire/cases/allCases';
import { differences } from '../../../wire/judge';

describe('Every variation, fault and error of the wire', () => {
  let server: FaultServer;

  // One server per case: the connection pool of `fetch` would keep connections of the previous case.
  beforeEach(async () => {
    server = await FaultServer.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  it('has unique IDs', () => {
    const names = allCases.map(({ id }) => id);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  for (const wireCase of allCases) {
    it(`${wireCase.id}: ${wireCase.title}`, async () => {
      server.play(wireCase.script);
      const lines: string[] = [];
      const client = testClient(
        { timeouts: () => wireCase.timeouts ?? { connectMs: 10_000, idleMs: 10_000 } },
        lines,
      );
      const ended = await runToEnd(
        client.streamChat(requestTo(server.baseUrl), new AbortController().signal),
        server.baseUrl,
      );
      const found = differences(ended, wireCase.expect);
      assert.deepEqual(found, [], [...found, ...lines].join('\n'));
      assert.equal(server.postCount, 1, 'one POST');
      assert.equal(server.requests.length, 1, 'and nothing else');
      assert.ok(!JSON.stringify([ended, lines]).includes(testToken), 'the token is nowhere');
    });
  }
});
