import assert from 'node:assert/strict';
import { inertName } from '../../../src/host/inertName';

/** What VS Code reads as a link in a notification. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)/;

describe('A name in a notification', () => {
  it('is no link, also if a mark that is removed hid one', () => {
    for (const name of [
      '[Ada](command:workbench.action.quit)',
      '[Ada](https://evil.example)',
      '[Ada]\u200b(command:workbench.action.quit)',
      '[a][b](command:x)',
      '[Ada](\u202ecommand:x)',
    ]) {
      assert.doesNotMatch(inertName(name), link, name);
    }
  });

  it('has no direction marks and no control characters', () => {
    assert.equal(inertName('\u202eAda\u2066 \u0007Lovelace'), 'Ada Lovelace');
  });

  it('stays as it is otherwise', () => {
    for (const name of ['Ada', '张伟 (研发)', 'O’Brien [ops]', '👩‍💻'.slice(0, 2)])
      assert.equal(inertName(name), name);
  });

  it('is cut without splitting a character', () => {
    assert.equal(inertName(`${'a'.repeat(79)}😀`), 'a'.repeat(79));
  });
});
