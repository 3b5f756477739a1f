import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  hasKnownForm,
  isWholeToken,
  readToken,
  type TokenProblem,
} from '../../../../src/shared/token/tokenText';
import { anyCharacter } from '../../../support/properties';

const token = 'pat_aB3xY9zQ7k';
const wholePat = `pat_${'aB3xY9zQ'.repeat(8)}`;
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhcGkuY296ZS5jbiJ9.c2lnbmF0dXJl-_';

describe('readToken', () => {
  const taken: readonly (readonly [string, string, string?])[] = [
    ['alone', token],
    ['between spaces', `  ${token} `],
    ['before a line end', `${token}\n`],
    ['between Windows line ends', `\r\n${token}\r\n`],
    ['after "Bearer"', `Bearer ${token}`],
    ['after "bearer" and a tab', `bearer\t${token}`],
    ['in a header line', `Authorization: Bearer ${token}`],
    ['in a header line without a space', `authorization:Bearer ${token}`],
    [
      'in a curl command',
      `curl -X POST 'https://api.coze.cn/v1/workflows/chat' -H "Authorization: Bearer ${token}" -H 'Accept: */*'`,
    ],
    ['in an export', `export COZE_API_TOKEN=${token}`],
    ['in an export with quotation marks', `export COZE_API_TOKEN="${token}"`],
    ['in a line of a .env file', `COZE_API_TOKEN=${token}`],
    ['in a line of PowerShell', `$env:COZE_API_TOKEN = '${token}'`],
    ['in YAML', `token: ${token}`],
    ['in JSON', `{"token":"${token}"}`],
    [
      'in the reply of the OAuth endpoint, beside the refresh token',
      '{"access_token":"czu_0123456789abcdef","refresh_token":"abcdefgh12345678"}',
      'czu_0123456789abcdef',
    ],
    ['in the query of an address', `https://example.com/?token=${token}&x=1`],
    ['in a Chinese sentence', `我的令牌是${token}，请保管。`],
    ['before a full stop', `${token}.`],
    ['before a comma', `"${token}",`],
    ['in straight quotation marks', `"${token}"`],
    ['in single quotation marks', `'${token}'`],
    ['in backticks', `\`${token}\``],
    ['in curly quotation marks', `“${token}”`],
    ['in single curly quotation marks', `‘${token}’`],
    ['in corner brackets', `「${token}」`],
    ['in double corner brackets', `『${token}』`],
    ['in guillemets', `«${token}»`],
    ['in angle brackets', `<${token}>`],
    ['between no-break spaces', `\u00a0${token}\u00a0`],
    ['between ideographic spaces', `\u3000${token}\u3000`],
    ['after a byte order mark', `\ufeff${token}`],
    ['with a zero-width space inside', `pat_\u200baB3xY9zQ7k`],
    ['with a soft hyphen inside', `pat_aB3xY9\u00adzQ7k`],
    ['with bidi controls around it', `\u202a${token}\u202c`],
    ['in full-width letters', 'ｐａｔ＿ａＢ３ｘＹ９ｚＱ７ｋ'],
    ['with one full-width letter', 'pat_ａB3xY9zQ7k'],
    ['wrapped into two lines', `${wholePat.slice(0, 40)}\n${wholePat.slice(40)}`, wholePat],
    [
      'wrapped into three lines',
      `${wholePat.slice(0, 30)}\r\n${wholePat.slice(30, 60)}\r\n${wholePat.slice(60)}`,
      wholePat,
    ],
    ['that is a JSON Web Token', jwt, jwt],
    ['in front of a command', `COZE_API_TOKEN=${token} npm test`],
    ['before an option', `curl -H Authorization:Bearer\\ ${token} -X POST`],
    ['pasted twice', `${token}\n\n${token}\n`],
    ['of an unknown form', 'opaque-secret-123', 'opaque-secret-123'],
    ['of an unknown form after "Bearer"', 'Bearer opaque-secret-123', 'opaque-secret-123'],
    ['of an unknown form in Chinese quotation marks', '“opaque-secret-123”', 'opaque-secret-123'],
    ['of an unknown form in an export', 'export COZE_API_TOKEN="opaque-secret-123"', 'opaque-secret-123'],
    ['of an unknown form in a header option', '-H "Authorization: Bearer opaque-123"', 'opaque-123'],
    ['of an unknown form in JSON', '{"token":"opaque-secret-123"}', 'opaque-secret-123'],
    ['that begins like the removed prefix', 'bearerpat_1', 'bearerpat_1'],
    ['that ends with padding', 'aGVsbG8gd29ybGQ=', 'aGVsbG8gd29ybGQ='],
  ];
  for (const [title, pasted, expected = token] of taken) {
    it(`accepts a token ${title}`, () => assert.deepEqual(readToken(pasted), { token: expected }));
  }

  const refused: readonly (readonly [string, string, TokenProblem])[] = [
    ['an empty text', '', 'empty'],
    ['spaces', '   ', 'empty'],
    ['only "Bearer"', 'Bearer ', 'empty'],
    ['only quotation marks', '“”', 'empty'],
    ['the name of a variable', 'COZE_API_TOKEN', 'variableName'],
    ['the name of a variable after a dollar sign', '$COZE_API_TOKEN', 'variableName'],
    ['the name of a variable in braces', '${COZE_API_TOKEN}', 'variableName'],
    ['the name of a variable as VS Code writes it', '${env:COZE_API_TOKEN}', 'variableName'],
    ['the name of a variable of PowerShell', '$env:COZE_API_TOKEN', 'variableName'],
    ['the name of a variable of Windows', '%COZE_API_TOKEN%', 'variableName'],
    ['a header with the name of a variable', 'Authorization: Bearer $TOKEN', 'variableName'],
    ['a variable in JavaScript', 'process.env.COZE_API_TOKEN', 'variableName'],
    ['a variable in Python', 'os.environ["COZE_API_TOKEN"]', 'variableName'],
    ['a call that reads a variable', "os.getenv('coze_token')", 'variableName'],
    ['a secret of GitHub Actions by its name', '${{ secrets.COZE_API_TOKEN }}', 'variableName'],
    ['a place in a template', '{{token}}', 'variableName'],
    ['an example in angle brackets', '<your token>', 'placeholder'],
    ['an example in Chinese brackets', '【你的令牌】', 'placeholder'],
    ['an example in words', 'your_access_token', 'placeholder'],
    ['an example with the prefix of a token', 'pat_your_token', 'placeholder'],
    ['an example with crosses', 'pat_xxxxxxxxxxxx', 'placeholder'],
    ['a token whose end is hidden', 'pat_****', 'shortened'],
    ['a token whose middle is hidden', 'pat_aB3xY9zQ****zQ7k', 'shortened'],
    ['a token with an ellipsis', 'pat_aB3xY9zQ7k…', 'shortened'],
    ['a token with three dots', 'pat_aB3xY9zQ7k...', 'shortened'],
    ['a token hidden by dots', 'pat_••••••', 'shortened'],
    ['only the prefix', 'pat_', 'shortened'],
    ['an OAuth code', 'code_aB3xY9zQ7kabcdefgh', 'oauthCode'],
    ['an OAuth code with the name of its parameter', 'code=code_aB3xY9zQ7k', 'oauthCode'],
    ['a refresh token', 'refresh_token=abcdefgh12345678', 'refreshToken'],
    ['a refresh token in JSON', '{"refresh_token":"abcdefgh12345678"}', 'refreshToken'],
    ['a client ID', '12345678901234567890.app.coze', 'clientId'],
    ['a workflow ID', '7500000000000000001', 'workflowId'],
    ['the address of a workflow', 'https://www.coze.cn/work_flow?workflow_id=7500000000000000001', 'address'],
    ['an address without a scheme', 'www.coze.com/space/1/bot/2', 'address'],
    ['a cookie', 'session_key=eyJpZCI6NzQ; lang=en', 'cookie'],
    ['a cookie header', 'Cookie: a=b; sessionid=abc', 'cookie'],
    ['a key of OpenAI', 'sk-0123456789abcdef0123', 'otherService'],
    ['a token of GitHub', 'ghp_0123456789abcdef0123456789abcdef0123', 'otherService'],
    ['a fine-grained token of GitHub', 'github_pat_11ABCDEFG0123456789_abcdef', 'otherService'],
    ['a token of Slack after "Bearer"', 'Bearer xoxb-123-456', 'otherService'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE', 'privateKey'],
    ['two tokens', 'pat_aaaaaaaa\npat_bbbbbbbb', 'severalTokens'],
    ['a line break inside', 'pat_a\nb', 'lineBreak'],
    ['a lone carriage return inside', 'pat_a\rb', 'lineBreak'],
    ['a line separator inside', 'pat_a\u2028b', 'lineBreak'],
    ['an injected header', 'pat_a\r\nX-Evil: 1', 'lineBreak'],
    ['a token broken at an irregular place', 'pat_aB3xY9zQ\n7kaB3xY9zQ7kaB3x', 'lineBreak'],
    ['a whole token before another word', `${wholePat}\nnotes`, 'lineBreak'],
    ['a space inside', 'pat_a b', 'space'],
    ['a tab inside', 'pat_a\tb', 'space'],
    ['a space within a long token', `${wholePat.slice(0, 40)} ${wholePat.slice(40)}`, 'space'],
    ['two spaces within a long token', 'pat_aB3xY9zQ7k aB3xY9zQ aB3xY9zQ', 'space'],
    ['a no-break space within a long token', 'pat_aB3xY9zQ\u00a07kaB3xY9', 'space'],
    ['a space within a token after "Bearer"', 'Bearer pat_aB3xY9zQ 7kaB3xY9', 'space'],
    ['a space within a token in quotation marks', 'export COZE_API_TOKEN="pat_aB3xY9zQ 7kaB3xY9"', 'space'],
    ['a space within a token of a .env file', 'COZE_API_TOKEN=pat_aB3xY9zQ 7kaB3xY9', 'space'],
    ['a space within a header option', '-H "Authorization: Bearer pat_aB3xY9zQ 7kaB3xY9" -X POST', 'space'],
    ['a space within a JSON Web Token', `${jwt.slice(0, -12)} ${jwt.slice(-12)}`, 'space'],
    ['a no-break space inside', 'pat_a\u00a0b', 'space'],
    ['a NUL', 'pat_a\u0000b', 'control'],
    ['a bell', 'pat_a\u0007b', 'control'],
    ['Chinese', 'pat_令牌令牌令牌令牌', 'notAscii'],
    ['an emoji', 'pat_😀', 'notAscii'],
    ['an en dash', 'pat–a', 'notAscii'],
    ['a quotation mark inside', 'pat_a"b', 'quote'],
    ['a text that is too long', 'a'.repeat(9_000), 'tooLong'],
    ['a text that is far too long', `${'a'.repeat(90_000)} ${token}`, 'tooLong'],
  ];
  for (const [title, pasted, problem] of refused) {
    it(`refuses ${title}`, () => assert.deepEqual(readToken(pasted), { problem }));
  }

  it('returns only values that are valid in a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (pasted) => {
        const read = readToken(pasted);
        if ('token' in read) new Headers({ Authorization: `Bearer ${read.token}` });
      }),
    );
  });
});

describe('hasKnownForm', () => {
  it("accepts the forms of Coze's tokens", () => {
    for (const token of [
      `pat_${'aB3'.repeat(20)}`,
      `pat_${'0f'.repeat(32)}`,
      'sat_0123456789abcdef',
      'czu_0123456789abcdef',
      'czs_0123456789abcdef',
      'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhcGkuY296ZS5jbiJ9.c2lnbmF0dXJl-_',
    ]) {
      assert.ok(hasKnownForm(token), token);
    }
  });

  it('rejects anything else', () => {
    for (const token of [
      'hello',
      'pat_',
      'pat_123',
      'PAT_0123456789',
      'sk-0123456789abcdef',
      'eyJhbGci',
      'xpat_0123456789',
    ]) {
      assert.ok(!hasKnownForm(token), token);
    }
  });
});

describe('isWholeToken', () => {
  const whole = `pat_${'0f'.repeat(32)}`;

  it('recognizes a personal access token in its full length', () => {
    for (const text of [whole, ` ${whole}\n`]) assert.ok(isWholeToken(text), text);
  });

  it('rejects what is shorter, longer, of another kind, or in other text', () => {
    for (const text of [
      whole.slice(0, -1),
      `${whole}0`,
      whole.replace('pat', 'sat'),
      `Bearer ${whole}`,
      `${whole} ${whole}`,
      `${whole.slice(0, -1)}…`,
      '',
    ]) {
      assert.ok(!isWholeToken(text), text);
    }
  });
});
