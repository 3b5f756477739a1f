import assert from 'node:assert/strict';
import { TokenStore, type TokenStoreDeps } from '../../../../src/host/account/tokenStore';
import { Memory, Secrets } from './memorySecrets';

const cn = 'https://api.coze.cn';
const com = 'https://api.coze.com';

function newStore(parts: Partial<TokenStoreDeps> = {}) {
  const secrets = new Secrets();
  const memento = new Memory();
  const warnings: string[] = [];
  const seen: string[] = [];
  const open = () =>
    new TokenStore({
      secrets,
      memento,
      environmentToken: () => undefined,
      onDidSee: (token) => seen.push(token),
      warn: (text) => warnings.push(text),
      refresh: () => Promise.reject(new Error('nothing to refresh')),
      now: () => 0,
      ...parts,
    });
  return { secrets, memento, warnings, seen, open, store: open() };
}

describe('TokenStore', () => {
  it('returns a token for its origin and no other', async () => {
    const { store } = newStore();
    assert.equal(await store.store(cn, 'pat_cn'), 'stored');
    assert.equal(await store.tokenFor(cn), 'pat_cn');
    for (const other of [
      com,
      'http://api.coze.cn',
      'https://api.coze.cn:8443',
      'https://api.coze.cn.evil.example',
      '',
    ]) {
      assert.equal(await store.tokenFor(other), undefined, other);
    }
  });

  it('stores one token per origin', async () => {
    const { store, open } = newStore();
    await store.store(cn, 'pat_cn');
    await store.store(com, 'pat_com');
    const later = open();
    assert.deepEqual([await later.tokenFor(cn), await later.tokenFor(com)], ['pat_cn', 'pat_com']);
  });

  it('writes the token only to the secret storage', async () => {
    const { store, memento } = newStore();
    await store.store(cn, 'pat_cn');
    assert.doesNotMatch(JSON.stringify([...memento.values]), /pat_cn/);
  });

  it('keeps the token in memory if the storage fails, and logs that without the token', async () => {
    const { store, secrets, open, warnings } = newStore();
    secrets.failure = 'refuses';
    assert.equal(await store.store(cn, 'pat_cn'), 'session');
    assert.equal(await store.tokenFor(cn), 'pat_cn');
    assert.equal(await store.stateFor(cn), 'session');
    assert.equal(await open().tokenFor(cn), undefined);
    assert.ok(warnings.length > 0);
    assert.doesNotMatch(warnings.join(), /pat_cn/);
  });

  it('keeps the token in memory if the storage loses it', async () => {
    const { store, secrets } = newStore();
    secrets.failure = 'forgets';
    assert.equal(await store.store(cn, 'pat_cn'), 'session');
    assert.equal(await store.tokenFor(cn), 'pat_cn');
  });

  it('has no token if the storage cannot be read, and logs none of its content', async () => {
    const { store, secrets, warnings } = newStore();
    await store.store(cn, 'pat_cn');
    secrets.failure = 'unreadable';
    assert.equal(await store.tokenFor(cn), undefined);
    assert.equal(await store.stateFor(cn), 'missing');
    assert.doesNotMatch(warnings.join(), /pat_cn/);
  });

  it('clears a token in memory if the storage fails, and logs that without the token', async () => {
    const { store, secrets, warnings } = newStore();
    secrets.failure = 'unreadable';
    await store.store(cn, 'pat_cn');
    await store.clear(cn);
    assert.equal(await store.stateFor(cn), 'missing');
    assert.match(warnings.join(), /could not delete/);
    assert.doesNotMatch(warnings.join(), /pat_cn/);
  });

  it('reports a stored token that cannot be deleted', async () => {
    const { store, secrets } = newStore();
    await store.store(cn, 'pat_cn');
    secrets.failure = 'refuses';
    await assert.rejects(store.clear(cn));
    assert.equal(await store.stateFor(cn), 'stored');
  });

  it('replaces a token in memory with a stored one', async () => {
    const { store, secrets } = newStore();
    secrets.failure = 'refuses';
    await store.store(cn, 'pat_old');
    secrets.failure = 'none';
    assert.equal(await store.store(cn, 'pat_new'), 'stored');
    assert.equal(await store.tokenFor(cn), 'pat_new');
    assert.equal(await store.stateFor(cn), 'stored');
  });

  it('keeps a token for this session only in memory, before a stored one', async () => {
    const { store, open } = newStore();
    await store.store(cn, 'pat_stored');
    store.keepForSession(cn, 'pat_session');
    assert.equal(await store.tokenFor(cn), 'pat_session');
    assert.equal(await open().tokenFor(cn), 'pat_stored');
    await store.clear(cn);
    assert.equal(await store.tokenFor(cn), undefined);
  });

  it('names the source of a token', async () => {
    const { store } = newStore({ environmentToken: (origin) => (origin === cn ? 'pat_env' : undefined) });
    assert.deepEqual([await store.sourceFor(cn), await store.sourceFor(com)], ['environment', 'none']);
    await store.store(cn, 'pat_cn');
    assert.equal(await store.sourceFor(cn), 'stored');
    store.keepForSession(cn, 'pat_session');
    assert.equal(await store.sourceFor(cn), 'session');
  });

  it('deletes one token permanently', async () => {
    const { store, secrets } = newStore();
    await store.store(cn, 'pat_cn');
    await store.store(com, 'pat_com');
    await store.clear(cn);
    assert.equal(await store.tokenFor(cn), undefined);
    assert.equal(await store.tokenFor(com), 'pat_com');
    assert.deepEqual([...secrets.values.values()], ['pat_com']);
  });

  it('lists the origins with a token, including those of removed workflows', async () => {
    const { store, open } = newStore();
    await store.store(cn, 'pat_cn');
    await store.store(com, 'pat_com');
    await store.clear(com);
    assert.deepEqual(await open().originsWithToken([com, 'https://new.example']), [cn]);
  });

  it('uses the token of the environment if none is stored, for its origin only', async () => {
    const { store } = newStore({ environmentToken: (origin) => (origin === cn ? 'pat_env' : undefined) });
    assert.equal(await store.tokenFor(cn), 'pat_env');
    assert.equal(await store.stateFor(cn), 'session');
    assert.equal(await store.tokenFor(com), undefined);
    await store.store(cn, 'pat_cn');
    assert.equal(await store.tokenFor(cn), 'pat_cn');
  });

  it('fires for changes in this and other windows', async () => {
    const { store, secrets } = newStore();
    let changes = 0;
    store.onDidChange(() => changes++);
    await store.store(cn, 'pat_cn');
    assert.ok(changes > 0);
    changes = 0;
    await secrets.store('coze.token:https://api.coze.com', 'pat_other_window');
    assert.equal(changes, 1);
    await secrets.store('something else', 'x');
    assert.equal(changes, 1);
  });

  it('reports each token to the log before it is used', async () => {
    const { store, seen, open } = newStore();
    await store.store(cn, 'pat_cn');
    assert.deepEqual(seen, ['pat_cn']);
    seen.length = 0;
    await open().tokenFor(cn);
    assert.deepEqual(seen, ['pat_cn']);
  });
});
