import assert from 'node:assert/strict';
import { CozeError } from '../../../../src/coze/errors/cozeError';
import { errorFromNetwork } from '../../../../src/coze/errors/networkError';
import { errorInfo } from '../../../../src/shared/errorInfo';
import { errorFromService } from '../../../../src/coze/errors/serviceError';

const context = { host: 'coze.example', secrets: [] };
const withCause = (cause: unknown): Error => new TypeError('fetch failed', { cause });

describe('A network error', () => {
  const coded = (code: unknown): object => Object.assign(new Error('words'), { code });

  it('contains the host and the system error code only', () => {
    assert.deepEqual(errorFromNetwork(withCause(coded('ECONNREFUSED')), { host: 'h' }), {
      ...errorInfo('connectionRefused'),
      params: { host: 'h', detail: 'ECONNREFUSED' },
    });
    assert.deepEqual(errorFromNetwork(withCause(coded('CERT_HAS_EXPIRED')), {}), {
      ...errorInfo('certificate'),
      params: { host: '', detail: 'CERT_HAS_EXPIRED' },
    });
    assert.deepEqual(errorFromNetwork(withCause(coded('ETIMEDOUT')), { host: 'h', hasBegun: true }), {
      ...errorInfo('connectionReset'),
      params: { host: 'h', detail: 'ETIMEDOUT' },
    });
    assert.deepEqual(errorFromNetwork(new Error('net::ERR_NAME_NOT_RESOLVED at x'), {}).params, {
      host: '',
      detail: 'net::ERR_NAME_NOT_RESOLVED',
    });
  });

  it('contains the name of the error if nothing else is known, and none of its text', () => {
    assert.deepEqual(errorFromNetwork(new RangeError('secret words'), { host: 'h' }), {
      ...errorInfo('internal'),
      params: { host: 'h', detail: 'RangeError' },
    });
    assert.deepEqual(errorFromNetwork({ name: 7 }, {}).params, { host: '' });
    assert.deepEqual(errorFromNetwork('secret words', {}).params, { host: '' });
    assert.equal('detail' in (errorFromNetwork(withCause(new Error('x')), {}).params ?? {}), false);
  });

  it('skips causes with a code that is unspecific or not text', () => {
    const inner = coded('ENOTFOUND');
    const reason = (error: object) => errorFromNetwork(Object.assign(error, { cause: inner }), {}).reason;
    assert.equal(reason(coded('ERR_STRANGE')), 'hostNotFound');
    assert.equal(reason(coded(7)), 'hostNotFound');
    assert.equal(reason(Object.assign(new Error('x'), { message: 7 })), 'hostNotFound');
    assert.equal(errorFromNetwork(coded('XHPE_1') as Error, {}).reason, 'internal');
  });

  it('is a lost connection for the errors that end a body', () => {
    assert.equal(errorFromNetwork(new TypeError('terminated'), {}).reason, 'connectionReset');
    assert.equal(errorFromNetwork(new TypeError('something else'), {}).reason, 'internal');
    assert.equal(errorFromNetwork(new TypeError(''), {}).reason, 'internal');
  });

  it('names the proxy in its own texts', () => {
    const reason = (text: string) => errorFromNetwork(withCause(new Error(text)), {}).reason;
    assert.equal(reason('407 Proxy Authentication Required'), 'proxyAuth');
    assert.equal(reason('Proxy connection timed out'), 'proxyBlocked');
    assert.equal(reason('tunneling socket could not be established, statusCode=407'), 'proxyAuth');
    assert.equal(reason('tunnelling failed'), 'proxyBlocked');
  });

  it('takes only an error without message, code and causes for the silent 407', () => {
    const silent = new Error('');
    const reason = (error: unknown) => errorFromNetwork(error, {}).reason;
    assert.equal(reason(withCause(silent)), 'proxyAuth');
    assert.equal(reason(withCause(coded('ERR_STRANGE'))), 'connectionReset');
    assert.equal(reason(withCause(Object.assign(new Error(''), { code: 'ERR_STRANGE' }))), 'connectionReset');
    assert.equal(reason(withCause(new AggregateError([], ''))), 'connectionReset');
    assert.equal(reason(withCause(undefined)), 'connectionReset');
    assert.equal(reason(new TypeError('terminated', { cause: silent })), 'connectionReset');
  });

  it('follows ten causes at most', () => {
    const chain = (depth: number): unknown => {
      let error: unknown = coded('ENOTFOUND');
      for (let step = 1; step < depth; step++) error = Object.assign(new Error('x'), { cause: error });
      return error;
    };
    assert.equal(errorFromNetwork(chain(10), {}).reason, 'hostNotFound');
    assert.equal(errorFromNetwork(chain(11), {}).reason, 'internal');
  });
});

describe('A service error', () => {
  it('contains the received fields, and no empty one', () => {
    assert.deepEqual(errorFromService({}, context), {
      ...errorInfo('unknownCode'),
      params: { host: 'coze.example' },
    });
    assert.deepEqual(
      errorFromService(
        { code: '4020', message: 'rpm', logId: 'L' },
        { ...context, status: 429, retryAfterMs: 0 },
      ),
      {
        ...errorInfo('rateLimited'),
        params: { host: 'coze.example' },
        code: '4020',
        status: 429,
        logId: 'L',
        serviceMessage: 'rpm',
        retryAfterMs: 0,
      },
    );
  });

  it('truncates very long fields', () => {
    const info = errorFromService({ code: '9'.repeat(300), logId: 'L'.repeat(300) }, context);
    assert.deepEqual([info.code?.length, info.logId?.length], [100, 200]);
  });

  it('hints at the other cloud for a token of another region as well', () => {
    const info = errorFromService(
      { code: '4100', message: 'wrong region' },
      { host: 'api.coze.cn', secrets: [] },
    );
    assert.deepEqual(info.params, { host: 'api.coze.cn', otherHost: 'api.coze.com' });
    assert.deepEqual(errorFromService({ code: '4100' }, context).params, { host: 'coze.example' });
  });

  it('detects a missing parameter and a region only with the matching codes', () => {
    const reason = (code: string, message: string) => errorFromService({ code, message }, context).reason;
    assert.equal(reason('5000', 'Missing required parameters'), 'serverError');
    assert.equal(reason('4000', '缺少必填参数'), 'parameterMissing');
    assert.equal(reason('5000', 'region is down'), 'serverError');
    assert.equal(reason('4100', '令牌不属于该区域'), 'tokenWrongRegion');
    assert.equal(reason('4100', '站点不符'), 'tokenWrongRegion');
  });

  it('detects a file of an attachment that is unknown or was not sent', () => {
    const reason = (code: string, message: string) => errorFromService({ code, message }, context).reason;
    for (const message of [
      'file not exist',
      'The file_id 5 was not found',
      'File ID has expired',
      'your file is deleted',
      '文件不存在',
      '该文件已过期',
      '文件 5 已删除',
    ]) {
      assert.equal(reason('4000', message), 'fileUnknown', message);
      assert.notEqual(reason('5000', message), 'fileUnknown', message);
    }
    for (const message of ['profile not found', 'not found: file', `file ${'x'.repeat(50)} not found`]) {
      assert.equal(reason('4000', message), 'badParameters', message);
    }
    assert.equal(reason('4000', 'Invalid File Content or filename'), 'fileBroken');
    assert.equal(reason('5000', 'Invalid File Content or filename'), 'serverError');
  });

  it('detects a path that a self-hosted server does not have', () => {
    const reason = (code: string, message: string) => errorFromService({ code, message }, context).reason;
    assert.equal(reason('401', 'Missing Session_Key in cookie'), 'endpointMissing');
    assert.equal(reason('5000', 'missing session_key in cookie'), 'serverError');
  });

  it('names the permission that the request needs only if it is missing', () => {
    const permission = (code: string) =>
      errorFromService({ code }, { ...context, permission: 'getBot' }).params?.['permission'];
    assert.equal(permission('4101'), 'getBot');
    assert.equal(permission('4100'), undefined);
    assert.equal('permission' in (errorFromService({ code: '4101' }, context).params ?? {}), false);
  });
});

describe('The message of a CozeError', () => {
  it('ends with the system error code', () => {
    const info = errorFromNetwork(withCause(Object.assign(new Error('x'), { code: 'ENOTFOUND' })), {
      host: 'h',
    });
    assert.equal(new CozeError(info).message, 'hostNotFound (h, ENOTFOUND)');
  });
});
