import { after, afterEach } from 'mocha';
import assert from 'node:assert/strict';
import { closeSharedBrowser } from '../../support/browser';
import { ChatPage, type ChatPageOptions } from './chatPage';

// A root hook: all files share the browser.
after('close the browser', closeSharedBrowser);

/** Opens views for the tests of one file and closes them. Fails tests whose page had errors. */
export function chatPages(): (options?: ChatPageOptions) => Promise<ChatPage> {
  const open: ChatPage[] = [];
  afterEach(async () => {
    for (const chat of open.splice(0)) {
      const violations = await chat.violations();
      const reports = await chat.posted('reportViewError');
      await chat.close();
      assert.deepEqual(
        { errors: chat.errors, violations, reports },
        { errors: [], violations: [], reports: [] },
        'the page ran into errors or broke its Content-Security-Policy',
      );
    }
  });
  return async (options) => {
    const chat = await ChatPage.open(options);
    open.push(chat);
    return chat;
  };
}
