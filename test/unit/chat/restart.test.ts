import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { answerTexts, ChatWindow, Place, runAt, when, whenIdle } from './support/chatWindow';
import { answering, completed, created, delta } from './support/sse';
import { SteeredService } from './support/steeredService';
import { textMessage } from '../../../src/shared/conversation/userMessage';

describe('a run that is open', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;

  beforeEach(async () => {
    place = new Place();
    service = await SteeredService.start();
  });

  afterEach(async () => {
    await service.stop();
    place.remove();
  });

  it('is marked after its window was killed; its text is kept and nothing is sent again', async () => {
    const script = join(import.meta.dirname, 'support/openRunProcess.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, place.directory, service.baseUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const run = await service.nextRun();
    run.say(created() + completed('one'));
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGKILL');
    await once(child, 'exit');
    const window = await ChatWindow.open(place, service.baseUrl);
    const session = await window.load(output.toString('utf8').trim());
    const cut = runAt(session.conversation, 0, 0);
    assert.deepEqual([cut.outcome, cut.error?.reason], ['cutOff', 'interruptedByRestart']);
    assert.deepEqual(answerTexts(cut), ['one']);
    await session.settled();
    assert.equal(service.postCount, 1);
    assert.equal(
      (await window.store.journal(session.id).load())?.conversation.turns[0]?.runs[0]?.outcome,
      'cutOff',
    );
    await window.close();
  });

  it('is ended, on disk and at the service, when its window is closed', async () => {
    const window = await ChatWindow.open(place, service.baseUrl);
    const session = window.start();
    await session.send(textMessage('Count'));
    const run = await service.nextRun();
    run.say(created() + delta('one'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    await window.close();
    assert.equal(await run.ended, 'aborted');
    const journal = place.journal(session.id);
    assert.match(journal, /"text":"one"/);
    assert.match(journal, /"type":"runCutOff"/);
    assert.equal(service.postCount, 1);
  });

  it('continues when a second window shows it', async () => {
    const first = await ChatWindow.open(place, service.baseUrl);
    const session = first.start();
    await session.send(textMessage('Count'));
    const run = await service.nextRun();
    run.say(created() + delta('one'));
    await when(session, ({ turns }) => turns[0]?.runs[0]?.messages.length === 1);
    const second = await ChatWindow.open(place, service.baseUrl);
    const other = await second.load(session.id);
    assert.equal(runAt(other.conversation, 0, 0).outcome, undefined);
    run.end(completed('one two') + answering('three'));
    const seen = await whenIdle(other);
    assert.equal(runAt(seen, 0, 0).outcome, 'completed');
    assert.deepEqual(seen.turns, session.conversation.turns);
    assert.equal(service.postCount, 1);
    await first.close();
    await second.close();
  });
});

describe('two windows on one conversation', function () {
  this.timeout(60_000);

  let place: Place;
  let service: SteeredService;
  let windows: readonly [ChatWindow, ChatWindow];

  beforeEach(async () => {
    place = new Place();
    service = await SteeredService.start();
    windows = [await ChatWindow.open(place, service.baseUrl), await ChatWindow.open(place, service.baseUrl)];
  });

  afterEach(async () => {
    await windows[0].close();
    await windows[1].close();
    await service.stop();
    place.remove();
  });

  async function bothOn() {
    const here = windows[0].start();
    await here.send(textMessage('One'));
    (await service.nextRun()).end(answering('First'));
    await whenIdle(here);
    await here.settled();
    return { here, there: await windows[1].load(here.id) };
  }

  it('show the same in the same order when both have sent', async () => {
    const { here, there } = await bothOn();
    await Promise.all([here.send(textMessage('Two')), there.send(textMessage('Three'))]);
    (await service.nextRun()).end(answering('Second'));
    (await service.nextRun()).end(answering('Third'));
    const isWhole = ({
      turns,
    }: {
      readonly turns: readonly { readonly runs: readonly { readonly outcome?: string }[] }[];
    }) => turns.length === 3 && turns.every((turn) => turn.runs[0]?.outcome === 'completed');
    await Promise.all([when(here, isWhole), when(there, isWhole)]);
    const stored = await windows[0].store.journal(here.id).load();
    const texts = (conversation: { readonly turns: readonly { readonly text: string }[] } | undefined) =>
      conversation?.turns.map(({ text }) => text);
    for (const session of [here, there]) {
      await when(
        session,
        (conversation) => texts(conversation)?.join() === texts(stored?.conversation)?.join(),
      );
    }
    assert.equal(service.postCount, 3);
  });

  it('stop each other’s runs', async () => {
    const { here, there } = await bothOn();
    await here.send(textMessage('Two'));
    const run = await service.nextRun();
    run.say(created('chat2') + delta('Sec'));
    await when(there, ({ turns }) => turns[1]?.runs[0]?.messages.length === 1);
    there.stop();
    assert.equal(await run.ended, 'aborted');
    await whenIdle(here);
    assert.equal(runAt(here.conversation, 1, 0).outcome, 'stopped');
    await here.settled();
    assert.equal(service.cancels.length, 1);
  });

  it('queue what one sends while the other has a run open', async () => {
    const { here, there } = await bothOn();
    await here.send(textMessage('Two'));
    const run = await service.nextRun();
    await when(there, ({ turns }) => turns.length === 2);
    await there.send(textMessage('Three'));
    assert.equal(there.conversation.queue.length, 1);
    await when(here, ({ queue }) => queue.length === 1);
    run.end(answering('Second'));
    (await service.nextRun()).end(answering('Third'));
    await when(there, ({ turns }) => turns[2]?.runs[0]?.outcome === 'completed');
    assert.equal(service.postCount, 3);
    assert.deepEqual(there.conversation.queue, []);
  });

  it('lose and repeat no part of a stream while both write', async () => {
    const { here, there } = await bothOn();
    await here.send(textMessage('Two'));
    const run = await service.nextRun();
    run.say(created());
    let whole = '';
    let shown = 0;
    let resets = 0;
    const check = () => {
      const text = here.conversation.turns[1]?.runs[0]?.messages[0]?.text ?? '';
      assert.ok(text.length >= shown && whole.startsWith(text), 'text only grows');
      shown = text.length;
    };
    here.onDidEmit(check);
    here.onDidReset(() => {
      resets++;
      check();
    });
    for (let piece = 0; piece < 300; piece++) {
      whole += `${String(piece)} `;
      run.say(delta(`${String(piece)} `));
      if (piece % 10 === 0) void there.rename(`Title ${String(piece)}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    run.end();
    await whenIdle(here);
    assert.deepEqual(answerTexts(runAt(here.conversation, 1, 0)), [whole]);
    await here.settled();
    await when(here, ({ title }) => title === 'Title 290');
    assert.deepEqual((await windows[1].store.journal(here.id).load())?.conversation, here.conversation);
    assert.ok(resets > 0, 'the other window was heard');
  });

  it('close what the other deletes', async () => {
    const { here, there } = await bothOn();
    const gone = new Promise<void>((resolve) => windows[1].store.onDidRemove(() => resolve()));
    await windows[0].store.remove(here.id);
    await gone;
    assert.equal(windows[1].sessions.find(there.id), undefined);
    assert.equal(windows[0].sessions.find(here.id), undefined);
  });
});
