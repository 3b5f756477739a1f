import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { reasonByCode, reasonOfStatus } from '../../../../src/coze/errors/codeTable';
import { CozeError, explainError } from '../../../../src/coze/errors/cozeError';
import { errorFromNetwork } from '../../../../src/coze/errors/networkError';
import { errorInfo, reasons, type ErrorInfo, type ErrorReason } from '../../../../src/shared/errorInfo';
import { errorFromService } from '../../../../src/coze/errors/serviceError';
import { errorsEn } from '../../../../src/shared/text/tables/errors.en';
import { errorsZhCn } from '../../../../src/shared/text/tables/errors.zhCn';
import { errorText } from '../../../../src/shared/text/errorText';

const context = { host: 'api.coze.cn', secrets: ['pat_secret123'] };
const all = Object.keys(reasons) as ErrorReason[];
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('The code table', () => {
  /** The expected reason of each code, so that a shifted line is detected. */
  const expected: Readonly<Record<string, ErrorReason>> = {
    4000: 'badParameters',
    4002: 'conversationNotFound',
    4004: 'messagesInvalid',
    4006: 'botNotFound',
    4008: 'dailyQuota',
    4009: 'systemBusy',
    4010: 'promptTooLong',
    4011: 'creditsExhausted',
    4012: 'modelInvalid',
    4013: 'modelRateLimited',
    4014: 'cannotAnswer',
    4015: 'botNotPublished',
    4016: 'conversationBusy',
    4019: 'accountOverdue',
    4020: 'rateLimited',
    4021: 'workflowMisconfigured',
    4027: 'accountOverdue',
    4028: 'creditsExhausted',
    4033: 'creditsExhausted',
    4100: 'tokenInvalid',
    4101: 'noPermission',
    4102: 'riskControl',
    4105: 'riskControl',
    4200: 'workflowNotPublished',
    4300: 'fileEmpty',
    4301: 'filesTooMany',
    4302: 'fileTooLarge',
    4303: 'fileTypeRefused',
    4304: 'fileBroken',
    5000: 'serverError',
    6003: 'unsupportedHere',
    6006: 'workflowTimeout',
    6031: 'workflowNotPublished',
    700012006: 'tokenInvalid',
    701231: 'workflowFailed',
    702242003: 'botNotFound',
    720701013: 'workflowFailed',
    720702001: 'badParameters',
    720702002: 'parameterMissing',
    720702004: 'workflowNotFound',
    720702011: 'workflowNotPublished',
    720702085: 'workflowTimeout',
    720702201: 'conversationNotFound',
    720702204: 'conversationNameUnknown',
    720712049: 'workflowMisconfigured',
    305000002: 'codeNodeFailed',
    720700801: 'systemBusy',
    777777775: 'workflowFailed',
    777777776: 'workflowTimeout',
    788788103: 'accountOverdue',
    103000001: 'noPermission',
    104000003: 'attachmentInvalid',
    104000004: 'fileTooLarge',
    401: 'tokenInvalid',
    403: 'noPermission',
    404: 'workflowNotFound',
    429: 'rateLimited',
    500: 'serverError',
  };
  for (const [code, reason] of Object.entries(expected)) {
    it(`${code} is ${reason}`, () => {
      const info = errorFromService({ code, message: 'words' }, context);
      assert.equal(info.reason, reason);
      assert.equal(info.code, code);
      assert.equal(info.serviceMessage, 'words');
      assert.equal(info.kind, reasons[reason].kind);
    });
  }

  it('lists every code of the protocol once', () => {
    assert.equal(reasonByCode.size, 104);
    assert.ok([...reasonByCode.keys()].every((code) => /^\d+$/.test(code)));
  });

  it('falls back to the HTTP status', () => {
    assert.equal(reasonOfStatus(418), 'badParameters');
    assert.equal(reasonOfStatus(599), 'serverError');
    assert.equal(reasonOfStatus(304), 'redirected');
    assert.equal(reasonOfStatus(200), undefined);
    assert.equal(errorFromService({ code: '99' }, { ...context, status: 503 }).reason, 'serviceUnavailable');
    assert.equal(errorFromService({ code: '99' }, context).reason, 'unknownCode');
    assert.equal(errorFromService({}, context).reason, 'unknownCode');
  });

  it('detects a missing parameter and a wrong region in the message', () => {
    assert.equal(
      errorFromService({ code: '4000', message: 'Missing required parameters: city' }, context).reason,
      'parameterMissing',
    );
    assert.equal(
      errorFromService({ code: '4100', message: 'token of another region' }, context).reason,
      'tokenWrongRegion',
    );
    assert.equal(errorFromService({ code: '4100', message: 'invalid' }, context).reason, 'tokenInvalid');
  });

  it('names the other cloud only if one of the clouds rejected the token', () => {
    const hint = (host: string, code: string): string | undefined =>
      errorFromService({ code }, { host, secrets: [] }).params?.['otherHost'];
    assert.equal(hint('api.coze.cn', '4100'), 'api.coze.com');
    assert.equal(hint('api.coze.com', '4101'), 'api.coze.cn');
    assert.equal(hint('api.coze.com', '5000'), undefined);
    assert.equal(hint('coze.example', '4100'), undefined);
  });

  it('removes the token from message, code and log ID', () => {
    const info = errorFromService(
      { code: 'pat_secret123', message: 'bad pat_secret123', logId: 'x-pat_secret123' },
      context,
    );
    assert.ok(!JSON.stringify(info).includes('pat_secret123'));
    assert.equal(info.serviceMessage, 'bad •••');
  });

  it('keeps 2,000 characters of the message, without invisible ones', () => {
    const message = errorFromService(
      { message: `a\u0000\u001b\u202eb\r\nc\r${'x'.repeat(3_000)}` },
      context,
    ).serviceMessage;
    assert.equal(message?.length, 2_000);
    assert.ok(message.startsWith('ab\nc\nxx') && message.endsWith('…'));
  });

  it('prefers the log ID of the body to that of the header', () => {
    assert.equal(errorFromService({ logId: 'body' }, { ...context, logId: 'header' }).logId, 'body');
    assert.equal(errorFromService({}, { ...context, logId: 'header' }).logId, 'header');
  });
});

describe('A network failure', () => {
  const withCause = (cause: unknown): Error => new TypeError('fetch failed', { cause });
  const coded = (code: string, message = 'pat_secret123'): Error =>
    Object.assign(new Error(message), { code });
  const table: readonly (readonly [string, unknown, ErrorReason])[] = [
    ['DNS', withCause(coded('ENOTFOUND')), 'hostNotFound'],
    ['DNS later', withCause(coded('EAI_AGAIN')), 'hostNotFound'],
    ['refused', withCause(coded('ECONNREFUSED')), 'connectionRefused'],
    [
      'refused at every address',
      withCause(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])),
      'connectionRefused',
    ],
    ['connect time-out', withCause(coded('UND_ERR_CONNECT_TIMEOUT')), 'connectTimeout'],
    ['headers time-out', withCause(coded('UND_ERR_HEADERS_TIMEOUT')), 'responseTimeout'],
    ['body time-out', withCause(coded('UND_ERR_BODY_TIMEOUT')), 'idleTimeout'],
    ['offline', withCause(Object.assign(coded('ENETUNREACH'), { syscall: 'connect' })), 'offline'],
    ['a firewall', withCause(Object.assign(coded('EPERM'), { syscall: 'connect' })), 'offline'],
    ['offline, as Electron says it', new Error('net::ERR_INTERNET_DISCONNECTED'), 'offline'],
    ['reset', withCause(coded('ECONNRESET')), 'connectionReset'],
    ['other side closed', withCause(coded('UND_ERR_SOCKET')), 'connectionReset'],
    ['self-signed', withCause(coded('DEPTH_ZERO_SELF_SIGNED_CERT')), 'certificate'],
    ['expired', withCause(coded('CERT_HAS_EXPIRED')), 'certificate'],
    ['wrong name', withCause(coded('ERR_TLS_CERT_ALTNAME_INVALID')), 'certificate'],
    ['unknown issuer', withCause(coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE')), 'certificate'],
    ['certificate, as Electron says it', new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'certificate'],
    ['http where https is expected', withCause(coded('ERR_SSL_WRONG_VERSION_NUMBER')), 'tlsMissing'],
    ['the same, as Electron says it', new Error('net::ERR_SSL_PROTOCOL_ERROR'), 'tlsMissing'],
    ['no TLS at all', withCause(coded('EPROTO')), 'certificate'],
    [
      'proxy wants a password',
      withCause(new Error('Proxy response (407) !== 200 when HTTP Tunneling')),
      'proxyAuth',
    ],
    [
      'proxy refuses',
      withCause(new Error('Proxy response (403) !== 200 when HTTP Tunneling')),
      'proxyBlocked',
    ],
    ['tunnel fails', new Error('tunneling socket could not be established, statusCode=502'), 'proxyBlocked'],
    ['redirect', withCause(new Error('unexpected redirect')), 'redirected'],
    ['no HTTP', withCause(coded('HPE_INVALID_CONSTANT')), 'badContent'],
    [
      'no HTTP, without a code',
      withCause(Object.assign(new Error('x'), { name: 'HTTPParserError' })),
      'badContent',
    ],
    ['an unknown cause', withCause(new Error('x')), 'connectionReset'],
    ['a wordless one', withCause(new Error('')), 'proxyAuth'],
    ['our own mistake', new RangeError('pat_secret123'), 'internal'],
    ['no error at all', 'pat_secret123', 'internal'],
    ['nothing', undefined, 'internal'],
  ];
  for (const [name, error, reason] of table) {
    it(`${name} is ${reason}`, () => {
      const info = errorFromNetwork(error, { host: 'h' });
      assert.equal(info.reason, reason);
      assert.equal(info.params?.['host'], 'h');
      assert.ok(!JSON.stringify(info).includes('pat_secret123'), 'texts of the platform are not passed on');
      assert.deepEqual(explainError(error).reason, reason);
    });
  }

  it('is a lost connection within a stream unless a better reason is known', () => {
    const reason = (error: unknown): ErrorReason =>
      errorFromNetwork(error, { host: 'h', hasBegun: true }).reason;
    assert.equal(reason(new TypeError('terminated')), 'connectionReset');
    assert.equal(reason(withCause(coded('ETIMEDOUT'))), 'connectionReset');
    assert.equal(reason(new Error('x')), 'connectionReset');
    assert.equal(reason(withCause(new Error(''))), 'connectionReset');
    assert.equal(reason(withCause(coded('UND_ERR_BODY_TIMEOUT'))), 'idleTimeout');
  });

  it('terminates for circular causes', () => {
    const error = new Error('a');
    error.cause = error;
    assert.equal(errorFromNetwork(error, {}).reason, 'internal');
  });
});

describe('The text of an error whose values are not known', () => {
  const text = (info: ErrorInfo, texts = errorsEn): string => errorText(info, texts).message;

  it('is complete: a gateway reports a timeout, the platform ends a request', () => {
    const gateway = errorFromService({}, { host: 'h', status: 408, secrets: [] });
    assert.equal(text(gateway), 'h didn’t respond in time.');
    assert.equal(text(gateway, errorsZhCn), 'h 没有及时响应。');
    const ended = Object.assign(new Error('x'), { code: 'UND_ERR_BODY_TIMEOUT' });
    assert.equal(text(errorFromNetwork(ended, { host: 'h' })), 'h stopped sending data.');
    assert.equal(
      text(errorInfo('responseTimeout', { params: { host: 'h', seconds: '60' } })),
      'h didn’t respond within 60 seconds.',
    );
  });

  it('has no gap, in either language', () => {
    for (const { reasons: texts } of [errorsEn, errorsZhCn]) {
      for (const [reason, { message, messageWithoutValues }] of Object.entries(texts)) {
        // Brackets are removed with a missing value, and the host has a word of its own.
        const needed = placeholders(message.replace(/[(（][^()（）]*[)）]/g, '')).some(
          (name) => name !== '{host}',
        );
        assert.equal(messageWithoutValues !== undefined, needed, reason);
        assert.ok(
          placeholders(messageWithoutValues ?? '').every((name) => name === '{host}'),
          reason,
        );
      }
    }
  });
});

describe('A service error', () => {
  it('is recognized by its brand, in any bundle', () => {
    const brand: unique symbol = Symbol.for('coze-workflow-chat.CozeError');
    class CozeErrorOfAnotherBundle extends Error {
      readonly [brand] = true;
      readonly info = errorInfo('tokenInvalid');
    }
    class SameName extends Error {
      override readonly name = 'CozeError';
      readonly info = errorInfo('tokenInvalid');
    }
    assert.equal(explainError(new CozeErrorOfAnotherBundle()).reason, 'tokenInvalid');
    assert.equal(explainError(new SameName()).reason, 'internal');
    assert.equal(explainError(new Error('x')).reason, 'internal');
  });
});

describe('The texts of errors', () => {
  for (const [language, texts] of [
    ['English', errorsEn],
    ['Chinese', errorsZhCn],
  ] as const) {
    it(`have cause and remedy for every reason in ${language}`, () => {
      for (const reason of all) {
        const { message, remedy } = errorText(errorInfo(reason, { params: { host: 'h.example' } }), texts);
        assert.ok(message.length > 3 && remedy.length > 3, reason);
        assert.ok(!/[{}]|undefined|\(\)|（）/.test(message + remedy), `${reason}: ${message} ${remedy}`);
      }
    });
  }

  it('mention the debug page only if there is one', () => {
    for (const reason of all) {
      const info = errorInfo(reason);
      assert.doesNotMatch(errorText(info, errorsEn).remedy, /debug page/i, reason);
      assert.doesNotMatch(errorText(info, errorsZhCn).remedy, /调试页面/, reason);
    }
    const failed = errorInfo('workflowFailed');
    assert.equal(errorText(failed, errorsEn, true).remedy, 'The debug page shows which node failed.');
    assert.match(errorText(failed, errorsZhCn, true).remedy, /调试页面/);
    const offline = errorInfo('offline');
    assert.equal(errorText(offline, errorsEn, true).remedy, errorText(offline, errorsEn).remedy);
  });

  it('use the same placeholders in both languages', () => {
    for (const reason of all) {
      const english = errorsEn.reasons[reason];
      const chinese = errorsZhCn.reasons[reason];
      assert.deepEqual(placeholders(chinese.message), placeholders(english.message), reason);
      assert.deepEqual(placeholders(chinese.remedy), placeholders(english.remedy), reason);
      assert.equal(typeof chinese.remedyWithDebugPage, typeof english.remedyWithDebugPage, reason);
      assert.match(chinese.message, /\p{Script=Han}/u, reason);
      assert.doesNotMatch(english.message + english.remedy, /\p{Script=Han}/u, reason);
    }
  });

  it('include code, status and log ID, and the region hint if there is one', () => {
    const info = errorFromService({ code: '4100', message: 'no', logId: 'L' }, { ...context, status: 401 });
    const text = errorText(info, errorsEn);
    assert.equal(text.message, 'api.coze.cn does not accept the access token.');
    assert.match(text.remedy, /Set a new one\. .*api\.coze\.com/);
    assert.equal(text.details, 'code 4100 · HTTP 401 · log ID L');
    assert.equal(text.serviceMessage, 'no');
    assert.equal(
      errorText(errorInfo('offline'), errorsEn).message,
      'This computer has no network connection to the service.',
    );
    assert.equal(errorText(errorInfo('offline'), errorsEn).details, '');
  });

  it('omit the brackets of unknown values', () => {
    const text = errorText(errorInfo('certificate', { params: { host: 'h' } }), errorsEn);
    assert.equal(text.message, 'The certificate of h is not trusted.');
    assert.equal(errorText(errorInfo('internal'), errorsZhCn).message, '扩展内部出现问题。');
  });
});

describe('CozeError', () => {
  it('contains reason, host, status, code and log ID, and no text of the service', () => {
    const error = new CozeError(
      errorInfo('tokenInvalid', {
        params: { host: 'h' },
        status: 401,
        code: '4100',
        logId: 'L',
        serviceMessage: 'words',
      }),
      true,
    );
    assert.equal(error.message, 'tokenInvalid (h, HTTP 401, code 4100, log id L)');
    assert.equal(error.name, 'CozeError');
    assert.equal(error.hasBegun, true);
    assert.equal(explainError(error), error.info);
    assert.equal(new CozeError(errorInfo('internal')).message, 'internal');
    assert.equal(new CozeError(errorInfo('internal')).hasBegun, false);
  });
});

describe('The field names of Coze', () => {
  it('occur in the decoders and the endpoints only', async () => {
    const folder = path.join(__dirname, '../../../../src/coze');
    const names = await readdir(folder, { recursive: true });
    const files = names.filter(
      (name) => name.endsWith('.ts') && !/(^|[\\/])(wire\w*\.ts|endpoints[\\/])/.test(name),
    );
    assert.ok(files.length > 10);
    for (const file of files) {
      const source = await readFile(path.join(folder, file), 'utf8');
      assert.doesNotMatch(source, /conversation_id|content_type|debug_url|last_error|\bmsg\b|chat_id/, file);
    }
  });
});
