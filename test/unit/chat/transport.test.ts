import assert from 'node:assert/strict';
import { Agent, fetch as fetchThrough, ProxyAgent, type Dispatcher } from 'undici';
import { makeCertificate, type TestCertificate } from '../../support/certificates';
import { FaultServer } from '../../support/faultServer';
import { TestProxy, type ProxyMood } from '../../support/proxy';
import type { Conversation } from '../../../src/shared/conversation/conversation';
import type { ErrorReason } from '../../../src/shared/errorInfo';
import { errorsEn } from '../../../src/shared/text/tables/errors.en';
import { errorText } from '../../../src/shared/text/errorText';
import { answerTexts, ChatWindow, Place, runAt, sendAndWait } from './support/chatWindow';
import { answering } from './support/sse';

const hour = 3_600_000;

/** The platform's fetch with other certificates or another proxy, as the editor gives it to its extensions. */
function fetchBy(dispatcher: Dispatcher): typeof fetch {
  return ((input: string, init: RequestInit) =>
    fetchThrough(input, { ...(init as object), dispatcher })) as unknown as typeof fetch;
}

describe('a proxy or gateway between the editor and the service', function () {
  this.timeout(60_000);

  let place: Place;
  let authority: TestCertificate;
  const dispatchers: Dispatcher[] = [];

  before(async () => {
    authority = await makeCertificate({ isAuthority: true });
  });

  beforeEach(() => {
    place = new Place();
  });

  afterEach(async () => {
    await Promise.all(dispatchers.splice(0).map((dispatcher) => dispatcher.destroy()));
    place.remove();
  });

  const using = (dispatcher: Dispatcher): typeof fetch => {
    dispatchers.push(dispatcher);
    return fetchBy(dispatcher);
  };

  async function sendTo(baseUrl: string, by?: typeof fetch): Promise<[Conversation, ChatWindow]> {
    const window = await ChatWindow.open(place, baseUrl, by ? { client: { fetch: by } } : {});
    const conversation = await sendAndWait(window.start(), 'What now?');
    await window.close();
    return [conversation, window];
  }

  /** The message went nowhere: what is told, and that its text is back in the composer. */
  function assertRefused([conversation, window]: [Conversation, ChatWindow], reason: ErrorReason): string {
    const { outcome, error } = runAt(conversation, 0, 0);
    assert.deepEqual([outcome, error?.reason], ['failed', reason]);
    assert.deepEqual(window.drafts, [{ text: 'What now?', attachments: [] }]);
    const { message, remedy } = errorText(error!, errorsEn);
    return `${message} ${remedy}`;
  }

  const certificates: readonly (readonly [string, string, () => Promise<TestCertificate>, boolean])[] = [
    ['signed by itself', 'DEPTH_ZERO_SELF_SIGNED_CERT', () => makeCertificate(), false],
    [
      'of an authority that is not trusted',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      () => makeCertificate({ issuer: authority }),
      false,
    ],
    [
      'of the company, expired',
      'CERT_HAS_EXPIRED',
      () =>
        makeCertificate({
          issuer: authority,
          notBeforeDate: new Date(Date.now() - 48 * hour),
          notAfterDate: new Date(Date.now() - 24 * hour),
        }),
      true,
    ],
    [
      'of the company, for another host',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      () => makeCertificate({ issuer: authority, ip: '10.0.0.1' }),
      true,
    ],
  ];
  for (const [title, code, make, isTrusted] of certificates) {
    it(`a certificate ${title}: named as the cause, with the setting that helps, and nothing is sent`, async () => {
      const server = await FaultServer.start([{ do: 'send', data: answering('Never') }], await make());
      const by = isTrusted ? using(new Agent({ connect: { ca: authority.cert } })) : undefined;
      const ended = await sendTo(server.baseUrl, by);
      const words = assertRefused(ended, 'certificate');
      assert.match(words, new RegExp(`not trusted \\(${code}\\).*http\\.systemCertificates`));
      assert.ok(runAt(ended[0], 0, 0).error?.remedies.includes('openCertificateSettings'));
      assert.equal(server.postCount, 0);
      await server.stop();
    });
  }

  it('a certificate of the company, trusted: the answer comes', async () => {
    const certificate = await makeCertificate({ issuer: authority });
    const server = await FaultServer.start([{ do: 'send', data: answering('Safe') }], certificate);
    const by = using(new Agent({ connect: { ca: authority.cert } }));
    const [conversation] = await sendTo(server.baseUrl, by);
    assert.deepEqual(answerTexts(runAt(conversation, 0, 0)), ['Safe']);
    assert.equal(server.postCount, 1);
    await server.stop();
  });

  const page = '<html><body><h1>Blocked by policy</h1></body></html>';
  const tunnels: readonly (readonly [string, ProxyMood, ErrorReason, RegExp])[] = [
    [
      'that wants a password',
      { do: 'answer', status: 407 },
      'proxyAuth',
      /proxy requires a user name and password.*http\.proxy/,
    ],
    [
      'that forbids',
      { do: 'answer', status: 403, page },
      'proxyBlocked',
      /proxy blocked the request.*http\.proxy/,
    ],
    [
      'that fails',
      { do: 'answer', status: 502, page },
      'proxyBlocked',
      /proxy blocked the request.*http\.proxy/,
    ],
    ['that resets the connection', { do: 'reset' }, 'connectionReset', /./],
  ];
  for (const [title, mood, reason, words] of tunnels) {
    it(`a proxy ${title} in front of https: one try, nothing reaches the service`, async () => {
      const server = await FaultServer.start([], await makeCertificate());
      const proxy = await TestProxy.start(mood);
      const ended = await sendTo(server.baseUrl, using(new ProxyAgent(proxy.url)));
      assert.match(assertRefused(ended, reason), words);
      assert.equal(proxy.asked.length, 1);
      assert.equal(server.postCount, 0);
      await proxy.stop();
      await server.stop();
    });
  }

  for (const [title, status, reason] of [
    ['that wants a password', 407, 'proxyAuth'],
    ['that shows a page of its own', 403, 'proxyBlocked'],
  ] as const) {
    it(`a proxy ${title} in front of http: one try, and its words are shown`, async () => {
      const server = await FaultServer.start([]);
      const proxy = await TestProxy.start({ do: 'answer', status, page });
      const agent = new ProxyAgent({ uri: proxy.url, proxyTunnel: false });
      const ended = await sendTo(server.baseUrl, using(agent));
      assert.match(assertRefused(ended, reason), /http\.proxy/);
      if (status === 403) assert.equal(runAt(ended[0], 0, 0).error?.serviceMessage, 'Blocked by policy');
      assert.equal(proxy.asked.length, 1);
      assert.equal(server.postCount, 0);
      await proxy.stop();
      await server.stop();
    });
  }

  it('a proxy on a dead port: it is named, not the service, and nothing reaches the service', async () => {
    const server = await FaultServer.start([], await makeCertificate());
    const proxy = await TestProxy.start({ do: 'reset' });
    const { url } = proxy;
    await proxy.stop();
    const agent = new ProxyAgent(url.replace('://', '://user:secret@'));
    const ended = await sendTo(server.baseUrl, using(agent));
    const words = assertRefused(ended, 'proxyUnreachable');
    assert.match(words, new RegExp(`The proxy ${new URL(url).host} .*ECONNREFUSED.*http\\.proxy`));
    assert.ok(!words.includes('secret'));
    assert.equal(server.postCount, 0);
    await server.stop();
  });

  it('a proxy that lets the request through: the answer comes', async () => {
    const certificate = await makeCertificate({ issuer: authority });
    const server = await FaultServer.start([{ do: 'send', data: answering('Through') }], certificate);
    const proxy = await TestProxy.start({ do: 'tunnel' });
    const agent = new ProxyAgent({ uri: proxy.url, requestTls: { ca: authority.cert } });
    const [conversation] = await sendTo(server.baseUrl, using(agent));
    assert.deepEqual(answerTexts(runAt(conversation, 0, 0)), ['Through']);
    assert.ok(proxy.asked.length > 0);
    assert.equal(server.postCount, 1);
    await proxy.stop();
    await server.stop();
  });
});
