import assert from 'node:assert/strict';
import { answersIn } from '../../../src/simulator/words/language';
import {
  bodySaying,
  conversationId,
  instantService,
  names,
  refused,
  requestOf,
  said,
  say,
  streamed,
} from './calling';

const messagesOfEveryRun = ['message.delta', 'message.completed'];
const ordinaryRun = ['chat.created', 'chat.in_progress', ...messagesOfEveryRun, 'chat.completed', 'done'];

describe('The simulated workflows', () => {
  it('list what to try, in the language of the message', async () => {
    const service = instantService();
    const english = await say(service, 'good morning');
    const chinese = await say(service, '早上好');
    assert.deepEqual(said(english), [answersIn('en').welcome]);
    assert.deepEqual(said(chinese), [answersIn('zh').welcome]);
    assert.deepEqual(said(chinese, 'follow_up'), answersIn('zh').suggestions);
    assert.deepEqual(names(english), ordinaryRun);
  });

  it('send an answer in pieces of one to six characters that join to the whole', async () => {
    const events = await say(instantService(), 'show me markdown');
    const [answer] = said(events);
    assert.match(answer ?? '', /```typescript\n[\s\S]+```\n[\s\S]+\|---\|/);
    assert.equal(streamed(events), answer);
    const lengths = events
      .filter(({ event }) => event === 'conversation.message.delta')
      .map(({ data }) => String(data['content']).length);
    assert.ok(
      lengths.every((length) => length >= 1 && length <= 7),
      String(lengths),
    );
  });

  for (const language of ['en', 'zh'] as const) {
    it(`respond to each of their suggestions (${language})`, async () => {
      const { suggestions, welcome } = answersIn(language);
      for (const suggestion of suggestions) {
        const answers = said(await say(instantService(), suggestion));
        assert.ok(answers[0] !== undefined && answers[0] !== welcome, suggestion);
      }
    });

    it(`respond to each message that the greeting names (${language})`, async () => {
      const { welcome } = answersIn(language);
      const promised = [...welcome.matchAll(/^- (.*?`)[:：]/gm)].flatMap(([, words]) =>
        [...(words ?? '').matchAll(/`([^`]+)`/g)].map(([, each]) => each ?? ''),
      );
      assert.ok(promised.length >= 15, String(promised));
      for (const words of promised.filter((each) => !/stall|卡住/.test(each))) {
        const service = instantService({ language });
        // An unknown message gets its own answer only in a conversation with an earlier message.
        const id = conversationId(await say(service, language === 'zh' ? '帮助' : 'help'));
        const response = await service(requestOf(bodySaying(words, { conversation_id: id })));
        assert.ok(!(await response.text()).includes(language === 'zh' ? '只是演示' : 'only the demo'), words);
      }
    });
  }

  it('remember a name and count the messages within a conversation', async () => {
    const service = instantService();
    const id = conversationId(await say(service, 'my name is Ada'));
    const more = { conversation_id: id };
    assert.match(said(await say(service, 'what is my name?', more))[0] ?? '', /\*\*Ada\*\*/);
    const count = said(await say(service, 'how many messages?', more))[0] ?? '';
    assert.match(count, /message \*\*3\*\*/);
    assert.match(count, /1\. my name is Ada\n2\. what is my name\?/);
    assert.doesNotMatch(said(await say(service, 'what is my name?'))[0] ?? '', /Ada/);
  });

  it('recognize a Chinese name, and no name in a question', async () => {
    const service = instantService();
    const id = conversationId(await say(service, '我叫小明'));
    assert.match(said(await say(service, '我叫什么？', { conversation_id: id }))[0] ?? '', /小明/);
  });

  it('read the history that is sent with a new conversation', async () => {
    const events = await say(instantService(), '', {
      additional_messages: [
        { role: 'user', content: 'my name is Ada', content_type: 'text' },
        { role: 'assistant', content: 'Hello', content_type: 'text' },
        { role: 'user', content: 'what is my name?', content_type: 'text' },
      ],
    });
    assert.match(said(events)[0] ?? '', /\*\*Ada\*\*/);
  });

  it('call a tool with IDs beyond 2^53 between two answers', async () => {
    const events = await say(instantService(), 'use a tool');
    assert.equal(said(events).length, 2);
    assert.match(said(events, 'function_call')[0] ?? '', /"plugin_id":7281192623887548473,/);
    assert.match(said(events, 'tool_response')[0] ?? '', /Hangzhou/);
  });

  it('fail in the middle, after partial text', async () => {
    const events = await say(instantService(), '失败');
    assert.deepEqual(names(events), [
      'chat.created',
      'chat.in_progress',
      'message.delta',
      'chat.failed',
      'done',
    ]);
    assert.equal(streamed(events), answersIn('zh').failBeginning);
    const { last_error: error, status } = events.at(-2)?.data ?? {};
    assert.equal(status, 'failed');
    assert.deepEqual(error, { code: 720701013, msg: answersIn('zh').failMessage });
  });

  it('end a stream without a final event', async () => {
    const events = await say(instantService(), 'cut');
    assert.deepEqual(names(events), ['chat.created', 'chat.in_progress', 'message.delta']);
  });

  it('refuse with a requested code, also as an HTTP status', async () => {
    const service = instantService();
    const quota = await refused(service, bodySaying('error 4028'));
    assert.deepEqual([quota.status, quota.code], [200, 4028]);
    const chinese = await refused(service, bodySaying('错误 4100'));
    assert.deepEqual([chinese.status, chinese.code], [200, 4100]);
    const tooMany = await refused(service, bodySaying('error 429'));
    assert.deepEqual([tooMany.status, tooMany.code], [429, 429]);
  });

  it('write a text of the requested length', async () => {
    const answer = said(await say(instantService(), 'long 20'))[0] ?? '';
    const bytes = Buffer.byteLength(answer);
    assert.ok(bytes >= 20_000 && bytes < 20_600, String(bytes));
  });

  it('send several answers with different IDs, then suggestions', async () => {
    const events = await say(instantService(), 'several');
    assert.deepEqual(said(events), answersIn('en').several);
    const ids = new Set(events.filter(({ data }) => data['type'] === 'answer').map(({ data }) => data['id']));
    assert.equal(ids.size, 3);
    assert.equal(said(events, 'follow_up').length, 3);
  });

  it('send reasoning apart from the answer', async () => {
    const events = await say(instantService(), '思考');
    const reasoning = events.map(({ event, data }) =>
      event === 'conversation.message.delta' ? ((data['reasoning_content'] as string | undefined) ?? '') : '',
    );
    assert.equal(reasoning.join(''), answersIn('zh').thinking);
    assert.equal(streamed(events), answersIn('zh').thought);
  });

  it('answer with media of every content type', async () => {
    const events = await say(instantService(), 'media');
    const types = events
      .filter(({ event, data }) => event.endsWith('completed') && data['type'] === 'answer')
      .map(({ data }) => data['content_type']);
    assert.deepEqual(types, ['text', 'image', 'file', 'audio', 'object_string']);
  });

  it('describe a selection, for any length of its fence', async () => {
    const question = 'Explain\n\n````typescript\nconst fence = `\n```\n`;\n````\nsrc/a.ts, lines 1-3';
    assert.match(
      said(await say(instantService(), question))[0] ?? '',
      /\*\*typescript\*\* code, \*\*3 lines\*\*/,
    );
  });

  it('list attached URLs, in either form', async () => {
    const service = instantService();
    const items = [
      { type: 'text', text: 'look' },
      { type: 'image', file_url: 'https://example.com/a.png' },
    ];
    const forms = [
      { role: 'user', content: JSON.stringify(items), content_type: 'object_string' },
      { role: 'user', content: 'look', content_type: 'image', file_url: 'https://example.com/a.png' },
    ];
    for (const form of forms) {
      const answer = said(await say(service, '', { additional_messages: [form] }))[0] ?? '';
      assert.match(answer, /image: `https:\/\/example\.com\/a\.png`/);
      assert.match(answer, /“look”/);
    }
  });
});
