import { credentialsBy } from '../../support/wirePipeline';
import assert from 'node:assert/strict';
import { chatflowTarget } from '../../../src/runs/chatflowTarget';
import { runOnce } from '../../../src/runs/runOnce';
import { CozeClient } from '../../../src/coze/cozeClient';
import { questionOf, type Run } from '../../../src/shared/conversation/conversation';
import { textMessage } from '../../../src/shared/conversation/userMessage';
import { answersIn } from '../../../src/simulator/words/language';
import { demoWorkflow } from '../../../src/client/demo';
import { instantService, type Service } from './calling';

const demo = demoWorkflow('Demo');

/** Uses the service as the `fetch` of the client, like the demo. */
class Talk {
  private conversationId: string | undefined;
  private readonly client: CozeClient;

  constructor(service: Service) {
    this.client = new CozeClient({
      fetch: (input, init) => service(new Request(input, init)),
      credentials: credentialsBy(() => Promise.resolve(undefined)),
      timeouts: () => ({ connectMs: 10_000, idleMs: 10_000 }),
      log: { info: () => undefined, warn: () => undefined, debug: () => undefined },
    });
  }

  async say(text: string): Promise<Run> {
    const { conversationId } = this;
    const { run, conversation } = await runOnce(
      {
        message: textMessage(text),
        earlierMessages: [],
        ...(conversationId !== undefined && { conversationId }),
      },
      { target: chatflowTarget(this.client, demo) },
    );
    this.conversationId = conversation.cozeConversationId ?? conversationId;
    return run;
  }
}

for (const dialect of ['cloud', 'selfHosted'] as const) {
  describe(`Our client with the simulated service (${dialect})`, () => {
    const talk = (): Talk => new Talk(instantService({ dialect }));

    it('reads an answer with its usage, suggestions and debug link', async () => {
      const run = await talk().say('help');
      assert.equal(run.outcome, 'completed');
      assert.equal(run.messages.length, 1);
      assert.equal(run.messages[0]?.text, answersIn('en').welcome);
      assert.deepEqual(run.followUps, answersIn('en').suggestions);
      assert.ok(run.usage.input > 0 && run.usage.output > 0 && run.usage.unsplit === 0);
      assert.equal(run.isDebugUrlTrusted, true);
      assert.match(run.executeId ?? '', /^\d{19}$/);
      assert.equal(run.skippedEvents, 0);
    });

    it('reads questions in text, and answers them', async () => {
      const conversation = talk();
      const asked = await conversation.say('两个问题');
      assert.equal(asked.outcome, 'waiting');
      assert.equal(questionOf(asked)?.text, answersIn('zh').askFirst);
      assert.equal((await conversation.say('杭州')).outcome, 'waiting');
      const answered = await conversation.say('3');
      assert.equal(answered.outcome, 'completed');
      assert.match(answered.messages[0]?.text ?? '', /杭州.*3 天/);
    });

    it('reads questions on cards', async () => {
      const conversation = talk();
      const { cardTitle, cardOptions, formTitle } = answersIn('en');
      const asked = await conversation.say('card');
      assert.equal(asked.outcome, 'waiting');
      const card = questionOf(asked)?.body;
      assert.deepEqual(card?.type === 'card' ? card.question : card, {
        type: 'options',
        title: cardTitle,
        options: cardOptions,
      });
      assert.equal((await conversation.say('Blue')).outcome, 'completed');

      const form = await conversation.say('form');
      const fields = questionOf(form)?.body;
      assert.equal(form.messages[0]?.text, formTitle);
      assert.ok(fields?.type === 'card' && fields.question?.type === 'inputs');
      assert.deepEqual(
        fields.question.fields.map(({ name, type, required }) => [name, type, required]),
        [
          ['city', 'string', true],
          ['days', 'integer', true],
          ['remarks', 'string', false],
        ],
      );
      assert.equal((await conversation.say('city:Oslo\ndays:3')).outcome, 'completed');
    });

    it('reports a failure with its partial text and code, and a stream that is cut off', async () => {
      const failed = await talk().say('fail');
      assert.deepEqual([failed.outcome, failed.error?.code], ['failed', '720701013']);
      assert.equal(failed.messages[0]?.text, answersIn('en').failBeginning);
      assert.notEqual(failed.debugUrl, undefined);
      const cut = await talk().say('cut');
      assert.deepEqual([cut.outcome, cut.error?.reason], ['cutOff', 'streamEnded']);
      assert.equal(cut.messages[0]?.text, answersIn('en').cutBeginning);
    });

    it('reports a refusal with code and log ID', async () => {
      const refused = await talk().say('error 4028');
      assert.equal(refused.outcome, 'failed');
      assert.equal(refused.error?.code, '4028');
      assert.match(refused.error?.logId ?? '', /^\d{14}[0-9A-F]{18}$/);
    });

    it('separates reasoning, and reads media', async () => {
      const thought = await talk().say('think');
      assert.equal(thought.messages[0]?.text, answersIn('en').thought);
      assert.equal(thought.messages[0]?.reasoning, dialect === 'cloud' ? answersIn('en').thinking : '');
      const media = await talk().say('media');
      const kinds = media.messages.map(({ body }) =>
        body.type === 'media' ? body.items.map(({ kind }) => kind).join('+') : body.type,
      );
      assert.deepEqual(kinds, ['text', 'image', 'file', 'audio', 'image+file']);
    });

    it('reads a tool’s call and output, if the service sends them', async () => {
      const { messages } = await talk().say('use a tool');
      const seen = messages.map(({ body }) => (body.type === 'tool' ? body.tool : body.type));
      assert.deepEqual(seen, dialect === 'cloud' ? ['text', 'call', 'output', 'text'] : ['text', 'text']);
    });
  });
}
