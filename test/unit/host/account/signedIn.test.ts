import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CozeOAuth } from '../../../../src/coze/endpoints/oauth/oauth';
import { CozeError, isCozeError } from '../../../../src/coze/errors/cozeError';
import { refreshSession } from '../../../../src/host/account/signIn/refreshSession';
import { newTokenKey, SharedTokens } from '../../../../src/host/account/signIn/sharedTokens';
import type { Session } from '../../../../src/host/account/signIn/session';
import { TokenStore } from '../../../../src/host/account/tokenStore';
import { isRefusal } from '../../../../src/shared/oauth';
import { createSimulator } from '../../../../src/simulator/service/simulator';
import { newWriterId } from '../../../../src/storage/journal/writerId';
import { withLease } from '../../../../src/storage/lease';
import { mountHttp, type HttpMount } from '../../../support/httpMount';
import { Memory, Secrets } from './memorySecrets';
import { temporaryFolder } from '../../../support/temporaryFolder';

const clientId = '1234567890.app.coze';
const life = 900_000;

/** Windows that share secrets, a folder for leases and a service on loopback HTTP. */
class Windows {
  now = Date.UTC(2026, 10, 29, 12);
  isNetworkGone = false;
  readonly secrets = new Secrets();
  readonly warnings: string[] = [];
  readonly seen: string[] = [];
  private readonly oauth = new CozeOAuth({ fetch, now: () => this.now, pause: () => Promise.resolve() });

  private constructor(
    readonly mount: HttpMount,
    readonly folder: string,
  ) {}

  static async open(reply?: (request: Request) => Response | undefined): Promise<Windows> {
    const folder = temporaryFolder('coze-signed-in-');
    const windows: { all?: Windows } = {};
    const now = (): number => windows.all?.now ?? 0;
    const simulator = createSimulator({ now, pace: 'instant' });
    const mount = await mountHttp(async (request) => {
      if (windows.all?.isNetworkGone) throw new Error('no network');
      return reply?.(request) ?? simulator(request);
    });
    windows.all = new Windows(mount, folder);
    opened.push(windows.all);
    return windows.all;
  }

  get origin(): string {
    return this.mount.baseUrl;
  }

  /** Bodies of the requests for a refresh. */
  get refreshes(): number {
    return this.mount.requests.filter(({ body }) => body.includes('"refresh_token"')).length;
  }

  /** The store of another window. With `sharesFiles` false, its extension host runs on another computer. */
  newWindow({ sharesFiles = true, secrets = this.secrets } = {}): TokenStore {
    const folder = join(this.folder, sharesFiles ? 'here' : randomBytes(4).toString('hex'));
    const path = join(folder, 'lease');
    const tokens: TokenStore = new TokenStore({
      secrets,
      memento: new Memory(),
      environmentToken: () => undefined,
      onDidSee: (token) => this.seen.push(token),
      warn: (text) => this.warnings.push(text),
      now: () => this.now,
      refresh: (origin, refused) =>
        refreshSession(origin, refused, {
          tokens,
          oauth: this.oauth,
          shared: new SharedTokens(folder),
          alone: (work) => withLease(path, newWriterId(randomBytes(4).toString('hex')), 45_000, work),
          now: () => this.now,
          pause: () => new Promise((resolve) => setTimeout(resolve, 50)),
          warn: (text) => this.warnings.push(text),
          failure: (info) => new CozeError(info),
        }),
    });
    return tokens;
  }

  /** Signs in at the service, and stores the user. */
  async signIn(tokens: TokenStore): Promise<Session> {
    const signal = new AbortController().signal;
    const code = await this.oauth.deviceCode(this.origin, clientId, signal);
    assert.ok(!isRefusal(code));
    const reply = await this.oauth.deviceTokens(this.origin, clientId, code, () => undefined, signal);
    assert.ok(!isRefusal(reply));
    const session = { ...reply, baseUrl: this.origin, clientId, account: 'Ada', key: newTokenKey() };
    await tokens.storeSession(this.origin, session);
    return session;
  }

  /** The names and contents of the shared files. */
  async files(): Promise<ReadonlyMap<string, string>> {
    const folder = join(this.folder, 'here');
    const names = await readdir(folder);
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
    return new Map(names.map((name, index) => [name, texts[index] ?? '']));
  }

  async close(): Promise<void> {
    await this.mount.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const opened: Windows[] = [];

async function reasonOf(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isCozeError(error) ? error.info.reason : String(error);
}

describe('The access token of a signed-in user', () => {
  afterEach(async () => {
    for (const windows of opened.splice(0)) await windows.close();
  });

  it('is read without a request until a minute before it expires', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    const { accessToken } = await windows.signIn(tokens);
    windows.now += life - 61_000;
    assert.equal(await tokens.tokenFor(windows.origin), accessToken);
    assert.equal(windows.refreshes, 0);
    windows.now += 2_000;
    assert.notEqual(await tokens.tokenFor(windows.origin), accessToken);
    assert.equal(windows.refreshes, 1);
  });

  it('belongs to its origin and no other, even if the stored text is moved to another key', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    await windows.signIn(tokens);
    const other = 'https://api.coze.com';
    assert.equal(await tokens.tokenFor(other), undefined);
    windows.secrets.values.set(
      `coze.token:${other}`,
      windows.secrets.values.get(`coze.token:${windows.origin}`) ?? '',
    );
    const before = windows.mount.requests.length;
    assert.equal(await reasonOf(tokens.tokenFor(other)), 'signInExpired');
    assert.equal(windows.mount.requests.length, before);
  });

  it('is refreshed with one request for messages of one window at the same time', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    await windows.signIn(tokens);
    windows.now += life;
    const read = await Promise.all(Array.from({ length: 5 }, () => tokens.tokenFor(windows.origin)));
    assert.equal(new Set(read).size, 1);
    assert.equal(windows.refreshes, 1);
  });

  it('is refreshed with one request for two windows at the same time, three times in a row', async () => {
    const windows = await Windows.open();
    const [first, second] = [windows.newWindow(), windows.newWindow()];
    await windows.signIn(first);
    for (let round = 1; round <= 3; round++) {
      windows.now += life;
      const read = await Promise.all([first, second, first].map((tokens) => tokens.tokenFor(windows.origin)));
      assert.equal(new Set(read).size, 1);
      assert.equal(windows.refreshes, round);
    }
    assert.equal((await windows.files()).has('lease'), false, 'no lease is left');
  });

  it('is found by a window whose secrets are those of the time when it was opened, as in a browser', async () => {
    const windows = await Windows.open();
    const first = windows.newWindow();
    await windows.signIn(first);
    const secrets = new Secrets();
    for (const [key, value] of windows.secrets.values) secrets.values.set(key, value);
    const second = windows.newWindow({ secrets });
    for (let round = 1; round <= 4; round++) {
      windows.now += life;
      const inTurn = round % 2 === 0 ? [first, second] : [second, first];
      const read: (string | undefined)[] = [];
      for (const tokens of inTurn) read.push(await tokens.tokenFor(windows.origin));
      assert.equal(read[0], read[1]);
      assert.equal(windows.refreshes, round);
    }
  });

  it('is encrypted in the files that windows share', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    await windows.signIn(tokens);
    windows.now += life;
    await tokens.tokenFor(windows.origin);
    const { accessToken = '', refreshToken = '', key = '' } = (await tokens.signedIn(windows.origin)) ?? {};
    const texts = [...(await windows.files()).values()];
    assert.ok(texts.length > 0);
    for (const secret of [accessToken, refreshToken, key, 'accessToken', '127.0.0.1'])
      assert.ok(!texts.some((text) => text.includes(secret)));
    const shared = new SharedTokens(join(windows.folder, 'here'));
    assert.equal((await shared.read(windows.origin, key))?.accessToken, accessToken);
    assert.equal(await shared.read(windows.origin, newTokenKey()), undefined);
    assert.equal(await shared.read(windows.origin, ''), undefined);
    assert.equal(await shared.read('https://api.coze.cn', key), undefined);
  });

  it('is taken over from a window on another computer that refreshed it first', async () => {
    const windows = await Windows.open();
    const [here, remote] = [windows.newWindow(), windows.newWindow({ sharesFiles: false })];
    await windows.signIn(here);
    windows.now += life;
    const read = await Promise.all([here.tokenFor(windows.origin), remote.tokenFor(windows.origin)]);
    assert.equal(read[0], read[1]);
    assert.equal(await here.stateFor(windows.origin), 'stored');
  });

  it('is refreshed after the service refused it, although it has not expired here', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    const { accessToken } = await windows.signIn(tokens);
    await tokens.rejected(windows.origin);
    const next = await tokens.tokenFor(windows.origin);
    assert.notEqual(next, accessToken);
    assert.equal(await tokens.tokenFor(windows.origin), next);
    assert.equal(windows.refreshes, 1);
  });

  it('is sent until its end if the refresh fails for lack of a network', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    const { accessToken } = await windows.signIn(tokens);
    windows.isNetworkGone = true;
    windows.now += life - 30_000;
    assert.equal(await tokens.tokenFor(windows.origin), accessToken);
    windows.now += 30_000;
    assert.equal(await reasonOf(tokens.tokenFor(windows.origin)), 'connectionReset');
    assert.equal(await tokens.stateFor(windows.origin), 'stored', 'the user stays signed in');
    windows.isNetworkGone = false;
    assert.match((await tokens.tokenFor(windows.origin)) ?? '', /^czu_/);
  });

  it('asks to sign in again after the service refused the refresh, and sends no further request', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    const session = await windows.signIn(tokens);
    await tokens.storeSession(windows.origin, { ...session, refreshToken: 'refresh_used', expiresAt: 0 });
    assert.equal(await reasonOf(tokens.tokenFor(windows.origin)), 'signInExpired');
    assert.equal(await tokens.stateFor(windows.origin), 'missing');
    assert.equal(await reasonOf(tokens.tokenFor(windows.origin)), 'signInExpired');
    assert.equal(windows.refreshes, 1);
    await windows.signIn(tokens);
    assert.match((await tokens.tokenFor(windows.origin)) ?? '', /^czu_/);
  });

  it('survives a reply of a gateway that is not Coze’s', async () => {
    let isGateway = false;
    const windows = await Windows.open(() =>
      isGateway ? new Response('not here', { status: 404 }) : undefined,
    );
    const tokens = windows.newWindow();
    await windows.signIn(tokens);
    windows.now += life;
    isGateway = true;
    assert.equal(await reasonOf(tokens.tokenFor(windows.origin)), 'signInExpired');
    isGateway = false;
    assert.match((await tokens.tokenFor(windows.origin)) ?? '', /^czu_/);
  });

  it('is gone after signing out, in both windows', async () => {
    const windows = await Windows.open();
    const [first, second] = [windows.newWindow(), windows.newWindow()];
    await windows.signIn(first);
    let changes = 0;
    second.onDidChange(() => changes++);
    await first.clear(windows.origin);
    assert.equal(await second.tokenFor(windows.origin), undefined);
    assert.equal(await first.tokenFor(windows.origin), undefined);
    assert.equal(changes, 1);
  });

  it('is not stored again if the user signs out during a refresh', async () => {
    const signOut: { now?: () => Promise<void> } = {};
    const windows = await Windows.open(() => void signOut.now?.());
    const tokens = windows.newWindow();
    await windows.signIn(tokens);
    windows.now += life;
    signOut.now = () => tokens.clear(windows.origin);
    assert.equal(await reasonOf(tokens.tokenFor(windows.origin)), 'tokenMissing');
    assert.equal(await tokens.tokenFor(windows.origin), undefined);
    assert.equal(windows.secrets.values.size, 0);
  });

  it('gives way to an access token that the user sets, and takes its place', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    await windows.signIn(tokens);
    await tokens.store(windows.origin, 'pat_mine');
    assert.equal(await tokens.tokenFor(windows.origin), 'pat_mine');
    assert.equal(await tokens.signedIn(windows.origin), undefined);
    const { accessToken } = await windows.signIn(tokens);
    assert.equal(await tokens.tokenFor(windows.origin), accessToken);
  });

  it('is kept in memory if the secret storage fails', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    windows.secrets.failure = 'refuses';
    const { accessToken } = await windows.signIn(tokens);
    assert.equal(await tokens.stateFor(windows.origin), 'session');
    windows.now += life;
    const next = await tokens.tokenFor(windows.origin);
    assert.match(next ?? '', /^czu_/);
    assert.notEqual(next, accessToken);
    assert.doesNotMatch(windows.warnings.join(), /czu_|refresh_/);
  });

  it('is removed from the log, like its refresh token, before and after a refresh', async () => {
    const windows = await Windows.open();
    const tokens = windows.newWindow();
    const session = await windows.signIn(tokens);
    windows.now += life;
    await tokens.tokenFor(windows.origin);
    const next = await tokens.signedIn(windows.origin);
    for (const secret of [session.accessToken, session.refreshToken, next?.accessToken, next?.refreshToken])
      assert.ok(windows.seen.includes(secret ?? '?'));
  });
});
