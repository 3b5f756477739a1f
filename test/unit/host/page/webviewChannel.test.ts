import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/shared/emitter';
import { WebviewChannel } from '../../../../src/host/page/webviewChannel';

type ToView = { readonly type: 'count'; readonly value: number };
type FromView = { readonly type: 'increment' };

/** A page host whose page is the test itself. */
class TestPage {
  isVisible = true;
  loads = 0;
  readonly received: unknown[] = [];
  readonly warnings: string[] = [];
  readonly notice: string[] = [];
  readonly messages: unknown[] = [];
  private readonly fromPage = new Emitter<unknown>();
  private readonly visibility = new Emitter<unknown>();
  readonly channel = new WebviewChannel<ToView, FromView>(
    {
      webview: {
        html: '',
        postMessage: (message) => {
          this.received.push(message);
          return Promise.resolve(true);
        },
        onDidReceiveMessage: this.fromPage.event,
      },
      isVisible: () => this.isVisible,
      onDidChangeVisibility: this.visibility.event,
    },
    {
      html: () => `load ${String(++this.loads)}`,
      parse: (message) => {
        const { type } = (message ?? {}) as { readonly type?: unknown };
        return type === 'ready' || type === 'increment' ? { type } : undefined;
      },
      loadTimeout: { start: () => this.notice.push('start'), stop: () => this.notice.push('stop') },
      log: { warn: (text) => this.warnings.push(text) },
    },
  );

  constructor() {
    this.channel.onDidReceive((message) => this.messages.push(message));
    this.channel.load();
  }

  post(message: unknown): void {
    this.fromPage.fire(message);
  }

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    this.visibility.fire(undefined);
  }
}

const count = (value: number): ToView => ({ type: 'count', value });

describe('WebviewChannel', () => {
  it('drops what is posted before the page is ready', () => {
    const page = new TestPage();
    page.channel.post(count(1));
    page.post({ type: 'ready' });
    page.channel.post(count(2));
    assert.deepEqual(page.received, [count(2)]);
  });

  it('fires onDidBecomeReady for each ready message, and does not pass the message on', () => {
    const page = new TestPage();
    let times = 0;
    page.channel.onDidBecomeReady(() => times++);
    page.post({ type: 'ready' });
    page.post({ type: 'ready' });
    assert.equal(times, 2);
    assert.deepEqual(page.messages, []);
  });

  it('keeps queued messages, in order, until it is flushed to a ready page', () => {
    const page = new TestPage();
    page.channel.enqueue(count(1));
    page.channel.enqueue(count(2));
    page.channel.flush();
    assert.deepEqual(page.received, []);
    page.post({ type: 'ready' });
    assert.deepEqual(page.received, []);
    page.channel.flush();
    page.channel.flush();
    assert.deepEqual(page.received, [count(1), count(2)]);
  });

  it('passes on a valid message', () => {
    const page = new TestPage();
    page.post({ type: 'increment' });
    assert.deepEqual(page.messages, [{ type: 'increment' }]);
  });

  it('refuses an invalid message by its type, and logs nothing of its content', () => {
    const page = new TestPage();
    page.post({ type: 'ready' });
    for (const message of [{ type: 'delete', path: '/etc' }, { type: 5 }, 'text', null, undefined])
      page.post(message);
    assert.deepEqual(page.messages, []);
    assert.deepEqual(
      page.received,
      ['delete', '', '', '', ''].map((act) => ({ type: 'refused', act })),
    );
    assert.equal(page.warnings.length, 5);
    assert.ok(page.warnings.every((warning) => !warning.includes('/etc')));
  });

  it('sends nothing to a hidden page, and asks it to resync when it is shown', () => {
    const page = new TestPage();
    page.post({ type: 'ready' });
    page.setVisible(false);
    assert.equal(page.channel.isReady, false);
    page.channel.post(count(1));
    page.setVisible(true);
    page.channel.post(count(2));
    assert.deepEqual(page.received, [{ type: 'resync' }]);
    assert.equal(page.channel.isReady, false);
  });

  it('loads a new document, which must report ready again', () => {
    const page = new TestPage();
    page.post({ type: 'ready' });
    page.channel.load();
    assert.equal(page.loads, 2);
    assert.equal(page.channel.isReady, false);
  });

  it('times the load of a visible page only', () => {
    const page = new TestPage();
    page.post({ type: 'ready' });
    page.setVisible(false);
    page.channel.load();
    page.setVisible(true);
    page.channel.dispose();
    assert.deepEqual(page.notice, ['start', 'stop', 'stop', 'start', 'stop']);
  });

  it('neither sends nor receives once disposed', () => {
    const page = new TestPage();
    page.post({ type: 'ready' });
    page.channel.dispose();
    page.channel.post(count(1));
    page.post({ type: 'increment' });
    page.setVisible(true);
    assert.deepEqual(page.received, []);
    assert.deepEqual(page.messages, []);
  });
});
