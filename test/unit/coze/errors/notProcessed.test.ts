import assert from 'node:assert/strict';
import { errorFromNetwork, networkSituation } from '../../../../src/coze/errors/networkError';
import { retryDelay } from '../../../../src/coze/errors/retry';
import { mayHaveBeenSent, wasSurelyNotProcessed } from '../../../../src/shared/conversation/notProcessed';
import { errorInfo } from '../../../../src/shared/errorInfo';

const first = { attempt: 0, hasBegun: false, isAnswer: false };

/** An error in the form of `fetch`. */
function fetchFailed(cause: object): Error {
  return new TypeError('fetch failed', { cause });
}

function systemError(code: string, syscall?: string): Error {
  return Object.assign(new Error(`${syscall ?? ''} ${code}`), { code, ...(syscall && { syscall }) });
}

function isSentAgain(error: Error): boolean {
  return retryDelay(errorFromNetwork(error, { host: 'h' }), first) !== undefined;
}

function surelyNotProcessed(error: Error): boolean {
  return wasSurelyNotProcessed(errorFromNetwork(error, { host: 'h' }));
}

describe('A request that was certainly not processed', () => {
  for (const code of ['ETIMEDOUT', 'ECONNREFUSED']) {
    it(`is retried after ${code} of connect, and not of read and write`, () => {
      assert.ok(isSentAgain(fetchFailed(systemError(code, 'connect'))));
      for (const syscall of ['read', 'write', 'shutdown']) {
        const error = fetchFailed(systemError(code, syscall));
        assert.ok(!isSentAgain(error), syscall);
        assert.ok(!surelyNotProcessed(error), syscall);
        assert.equal(errorFromNetwork(error, {}).reason, 'connectionReset', syscall);
      }
    });
  }

  for (const code of ['ENOTFOUND', 'EAI_AGAIN']) {
    it(`is retried after ${code} of getaddrinfo, and not of read`, () => {
      assert.ok(isSentAgain(fetchFailed(systemError(code, 'getaddrinfo'))));
      assert.ok(isSentAgain(fetchFailed(systemError(code))));
      assert.ok(!isSentAgain(fetchFailed(systemError(code, 'read'))));
    });
  }

  for (const code of [
    ...['ETIMEDOUT', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EHOSTDOWN'],
    ...['EADDRNOTAVAIL', 'EACCES', 'EPERM'],
  ]) {
    it(`is not assumed for ${code} without a system call`, () => {
      assert.ok(!isSentAgain(fetchFailed(systemError(code))));
      assert.ok(!surelyNotProcessed(fetchFailed(systemError(code))));
      assert.ok(!surelyNotProcessed(fetchFailed(systemError(code, 'read'))));
      assert.ok(surelyNotProcessed(fetchFailed(systemError(code, 'connect'))));
    });
  }

  it('is detected from all addresses that were tried', () => {
    const tried = (...errors: readonly Error[]): Error =>
      fetchFailed(Object.assign(new AggregateError(errors), { code: 'ETIMEDOUT' }));
    const connect = systemError('ETIMEDOUT', 'connect');
    assert.ok(isSentAgain(tried(connect, systemError('ENETUNREACH', 'connect'))));
    assert.ok(!isSentAgain(tried(connect, systemError('ETIMEDOUT', 'read'))));
    assert.ok(!isSentAgain(tried(systemError('ETIMEDOUT', 'read'), connect)));
    assert.ok(!isSentAgain(tried()));
    // TLS that fails in a write has sent nothing of the request.
    const handshake = tried(systemError('ECONNREFUSED', 'connect'), systemError('EPROTO', 'write'));
    assert.equal(errorFromNetwork(handshake, {}).reason, 'connectionRefused');
  });

  it('has the code of an aggregate without errors', () => {
    const empty = fetchFailed(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }));
    assert.equal(errorFromNetwork(empty, {}).reason, 'connectionRefused');
  });

  it('is detected from nested causes', () => {
    const nested = (inner: Error): Error => fetchFailed(Object.assign(new Error('x'), { cause: inner }));
    assert.ok(isSentAgain(nested(systemError('ETIMEDOUT', 'connect'))));
    assert.ok(!isSentAgain(nested(systemError('ETIMEDOUT', 'read'))));
  });

  it('is not assumed for a connection that was established and lost', () => {
    for (const code of ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT']) {
      assert.ok(!surelyNotProcessed(fetchFailed(systemError(code))), code);
    }
    const record = systemError('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC');
    assert.equal(errorFromNetwork(record, {}).reason, 'connectionReset');
    assert.equal(errorFromNetwork(systemError('EPROTO', 'write'), {}).reason, 'certificate');
  });

  it('is not assumed for headers that are too large, because the reply arrived', () => {
    const error = fetchFailed(systemError('UND_ERR_HEADERS_OVERFLOW'));
    assert.equal(errorFromNetwork(error, {}).reason, 'badContent');
    assert.ok(!surelyNotProcessed(error));
  });
});

describe('The situation of a request', () => {
  it('has its origin and the proxy for it, if there are any', () => {
    const asked: string[] = [];
    const proxyFor = (origin: string) => {
      asked.push(origin);
      return origin === 'https://a' ? 'http://proxy' : undefined;
    };
    assert.deepEqual(networkSituation('a', 'https://a', proxyFor), {
      host: 'a',
      origin: 'https://a',
      proxy: 'http://proxy',
    });
    assert.deepEqual(networkSituation('b', 'https://b', proxyFor), { host: 'b', origin: 'https://b' });
    assert.deepEqual(networkSituation('', '', proxyFor), { host: '' });
    assert.deepEqual(asked, ['https://a', 'https://b']);
    assert.deepEqual(networkSituation('a', 'https://a', undefined), { host: 'a', origin: 'https://a' });
  });
});

describe('An unreachable proxy', () => {
  const refused = (fields: object): Error =>
    fetchFailed(Object.assign(systemError('ECONNREFUSED', 'connect'), fields));
  const service = { host: 'coze.invalid', origin: 'https://coze.invalid' };
  const told = (error: Error, proxy?: string): readonly [string, string | undefined] => {
    const info = errorFromNetwork(error, { ...service, ...(proxy !== undefined && { proxy }) });
    return [info.reason, info.params?.['proxy']];
  };

  it('is named as configured, without its credentials', () => {
    const there = { address: '127.0.0.1', port: 9 };
    assert.deepEqual(told(refused(there), 'http://me:secret@127.0.0.1:9'), [
      'proxyUnreachable',
      'http://127.0.0.1:9',
    ]);
    assert.deepEqual(told(refused({}), 'me:secret@proxy.example:8080'), [
      'proxyUnreachable',
      'http://proxy.example:8080',
    ]);
  });

  it('is named by its address if it is not configured', () => {
    assert.deepEqual(told(refused({ address: '127.0.0.1', port: 9 })), ['proxyUnreachable', '127.0.0.1:9']);
    assert.deepEqual(told(refused({ address: '::1', port: 9 })), ['proxyUnreachable', '[::1]:9']);
    const unknown = fetchFailed(
      Object.assign(systemError('ENOTFOUND', 'getaddrinfo'), { hostname: 'proxy.invalid' }),
    );
    assert.deepEqual(told(unknown), ['proxyUnreachable', 'proxy.invalid']);
  });

  it('is not reported for an unreachable service', () => {
    const direct = refused({ address: '10.1.1.1', port: 443 });
    assert.deepEqual(told(direct), ['connectionRefused', undefined]);
    assert.deepEqual(told(direct, 'http://127.0.0.1:9'), ['connectionRefused', undefined]);
    const unknown = fetchFailed(
      Object.assign(systemError('ENOTFOUND', 'getaddrinfo'), { hostname: 'coze.invalid' }),
    );
    assert.deepEqual(told(unknown, 'http://127.0.0.1:9'), ['hostNotFound', undefined]);
    assert.deepEqual(told(refused({})), ['connectionRefused', undefined]);
  });

  it('is retried automatically, because nothing was sent', () => {
    const info = errorFromNetwork(refused({ address: '127.0.0.1', port: 9 }), service);
    assert.notEqual(retryDelay(info, first), undefined);
    assert.ok(info.remedies.includes('openProxySettings'));
  });
});

describe('A request that may have reached the service', () => {
  const rows = [
    { title: 'no connection was made', error: errorInfo('connectionRefused'), isSent: false },
    { title: 'the proxy answered', error: errorInfo('proxyAuth', { status: 407 }), isSent: false },
    { title: 'there is no token', error: errorInfo('tokenMissing'), isSent: false },
    {
      title: 'the service refused the token',
      error: errorInfo('tokenInvalid', { code: '4100' }),
      isSent: true,
    },
    {
      title: 'the service refused it without a code',
      error: errorInfo('tokenInvalid', { status: 401 }),
      isSent: true,
    },
    { title: 'the connection was lost', error: errorInfo('connectionReset'), isSent: true },
    { title: 'the service failed', error: errorInfo('serverError', { status: 500 }), isSent: true },
  ];
  for (const { title, error, isSent } of rows) {
    it(`${isSent ? 'has' : 'has not'} if ${title}`, () => assert.equal(mayHaveBeenSent(error), isSent));
  }
});
