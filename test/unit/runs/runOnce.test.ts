import assert from 'node:assert/strict';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import { runOnce } from '../../../src/runs/runOnce';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { textMessage, type UserMessage } from '../../../src/shared/conversation/userMessage';
import { FaultServer } from '../../support/faultServer';
import { testClient, workflowAt } from '../../support/wirePipeline';
import { answering, asking, created, delta } from '../chat/support/sse';

describe('a run without a session', () => {
  let server: FaultServer;

  beforeEach(async () => {
    server = await FaultServer.start();
  });

  afterEach(() => server.stop());

  const target = (fields = {}) => chatflowTarget(testClient(), workflowAt(server.baseUrl, fields));
  const once = (message: UserMessage = textMessage('Hello'), fields = {}) =>
    runOnce({ message, earlierMessages: [] }, { target: target(fields) });
  const sentBody = () => JSON.parse(server.requests[0]?.body ?? '') as Record<string, unknown>;

  it('gives the outcome, the text and the conversation at the service', async () => {
    server.play([{ do: 'send', data: answering('Hi there') }]);
    const events: ChatEvent[] = [];
    const result = await runOnce(
      { message: textMessage('Hello'), earlierMessages: [] },
      { target: target(), now: () => 5, onEvent: (event) => events.push(event) },
    );
    assert.deepEqual([result.outcome, result.text, result.error], ['completed', 'Hi there', undefined]);
    assert.equal(result.conversation.cozeConversationId, '7431000000000000002');
    assert.deepEqual(events.at(-1), { type: 'runCompleted', runId: result.run.id, at: 5 });
  });

  it('ends as waiting where the workflow asks', async () => {
    server.play([{ do: 'send', data: asking('Which one?') }]);
    const { outcome, text } = await once();
    assert.deepEqual([outcome, text], ['waiting', 'Which one?']);
  });

  it('is one request, also where the service asks to try again', async () => {
    server.play([{ do: 'head', status: 503, headers: {} }]);
    const { outcome, error } = await once();
    assert.deepEqual([outcome, error?.status, server.postCount], ['failed', 503, 1]);
  });

  it('stops when its signal aborts', async () => {
    server.play([{ do: 'send', data: created() + delta('Half') }, { do: 'hang' }]);
    const controller = new AbortController();
    const { outcome, text } = await runOnce(
      { message: textMessage('Hello'), earlierMessages: [] },
      {
        target: target(),
        signal: controller.signal,
        onEvent: ({ type }) => type === 'textAppended' && controller.abort(),
      },
    );
    assert.deepEqual([outcome, text], ['stopped', 'Half']);
  });

  it('sends the parameters of the message over those of the workflow', async () => {
    server.play([{ do: 'send', data: answering('Hi') }]);
    await once(
      { ...textMessage('Hello'), parameters: { city: 'Paris' } },
      { parameters: { city: 'Rome', days: 2 } },
    );
    assert.deepEqual(sentBody()['parameters'], { city: 'Paris', days: 2 });
  });
});
