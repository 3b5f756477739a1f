import assert from 'node:assert/strict';
import {
  hostOf,
  httpsUrl,
  isHttpsLink,
  isHttpUrl,
  isLoopback,
  originOf,
  parseUrl,
  portOf,
  readBaseUrl,
  usableBaseUrl,
} from '../../../../src/shared/urls/urls';

describe('The base URL', () => {
  const good: readonly (readonly [string, string])[] = [
    ['https://api.coze.cn', 'https://api.coze.cn'],
    ['https://api.coze.cn/', 'https://api.coze.cn'],
    [' https://api.coze.com// ', 'https://api.coze.com'],
    ['HTTPS://API.COZE.CN:443', 'https://api.coze.cn'],
    ['https://api.coze.cn/v1/workflows/chat', 'https://api.coze.cn'],
    ['https://api.coze.cn/v1', 'https://api.coze.cn'],
    ['https://api.coze.cn/v1/workflow/run?x=1#y', 'https://api.coze.cn'],
    ['https://api.coze.cn/v3/chat?conversation_id=1', 'https://api.coze.cn'],
    ['https://api.coze.cn/open_api/v2/chat', 'https://api.coze.cn'],
    ['https://api.coze.com/v1/conversation/create', 'https://api.coze.com'],
    ['https://api.coze.com/v1/files/upload/', 'https://api.coze.com'],
    ['https://proxy.example/coze/v3/chat', 'https://proxy.example/coze'],
    ['https://proxy.example/v3x', 'https://proxy.example/v3x'],
    ['https://proxy.example/v1/teams', 'https://proxy.example/v1/teams'],
    ['\u200Bhttps://api.coze.cn\u200B', 'https://api.coze.cn'],
    ['https://api.coze.cn/\uFEFF', 'https://api.coze.cn'],
    ['https://proxy.example/coze/', 'https://proxy.example/coze'],
    ['https://proxy.example/v1x', 'https://proxy.example/v1x'],
    ['https://coze.example:8443/a', 'https://coze.example:8443/a'],
    ['http://127.0.0.1:8888', 'http://127.0.0.1:8888'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://localhost:8888/', 'http://localhost:8888'],
    ['http://[::1]:8888', 'http://[::1]:8888'],
    ['http://2130706433', 'http://127.0.0.1'],
  ];
  for (const [typed, used] of good) {
    it(`${JSON.stringify(typed)} is used as ${used}`, () => {
      assert.deepEqual(readBaseUrl(typed), { baseUrl: used });
      assert.equal(usableBaseUrl(typed), used);
    });
  }

  const bad: readonly (readonly [string, 'invalid' | 'insecure', string])[] = [
    ['', 'invalid', ''],
    [' api.coze.cn ', 'invalid', 'api.coze.cn'],
    ['ftp://api.coze.cn', 'invalid', 'ftp://api.coze.cn'],
    ['file:///etc/passwd', 'invalid', 'file:///etc/passwd'],
    ['javascript:alert(1)', 'invalid', 'javascript:alert(1)'],
    ['x'.repeat(200), 'invalid', 'x'.repeat(100)],
    ['https://user:secret@api.coze.cn', 'invalid', ''],
    ['https://:secret@api.coze.cn', 'invalid', ''],
    ['https://user@api.coze.cn', 'invalid', ''],
    ['user:secret@api.coze.cn', 'invalid', ''],
    ['http://api.coze.cn/x', 'insecure', 'api.coze.cn'],
    ['http://192.168.1.5:8888', 'insecure', '192.168.1.5:8888'],
    ['http://127.0.0.1.evil.example', 'insecure', '127.0.0.1.evil.example'],
    ['http://localhost.evil.example', 'insecure', 'localhost.evil.example'],
    ['http://0.0.0.0', 'insecure', '0.0.0.0'],
  ];
  for (const [typed, problem, shown] of bad) {
    it(`${JSON.stringify(typed)} is rejected: ${problem}`, () => {
      assert.deepEqual(readBaseUrl(typed), { problem, shown });
      assert.equal(usableBaseUrl(typed), undefined);
    });
  }

  it('accepts http for this computer only', () => {
    assert.deepEqual(
      [
        'localhost',
        '127.0.0.1',
        '127.255.0.9',
        '[::1]',
        '128.0.0.1',
        '127.0.0.1.x',
        '[::2]',
        'xlocalhost',
        'a.localhost',
        'localhost.',
      ].map(isLoopback),
      [true, true, true, true, false, false, false, false, false, false],
    );
  });
});

describe('isHttpsLink', () => {
  it('accepts links that a browser opens unchanged', () => {
    for (const url of [
      'https://www.coze.cn/work_flow?execute_id=1&space_id=2',
      'https://例子.cn/a',
      'https://a.example:8443/%2F?q=%26',
    ]) {
      assert.equal(isHttpsLink(url), true, url);
    }
  });

  it('rejects other schemes, disguised hosts and hidden characters', () => {
    const hostile = [
      ...[
        'http://a.example/',
        'command:workbench.action.quit',
        'vscode://x/y',
        'file:///etc/passwd',
        'javascript:1',
      ],
      ...[
        'data:text/html,x',
        'ftp://a.example/',
        'mailto:a@b.c',
        '//a.example',
        '/a',
        '',
        'https://',
        'https:///',
      ],
      ...[
        'https://user@a.example/',
        'https://www.coze.cn:p@evil.example/',
        'https:\\\\a.example',
        'https://a.example\\@evil.example',
      ],
      ...[
        'https://a.example/\u202egpj',
        'https://a.exa\u200bmple/',
        'https://a.example/ b',
        'https://a.example/\n',
        ' https://a.example/',
      ],
      ...[
        'https://a.example/\u0000',
        'https://a\u00ad.example/',
        'HTTP://a.example',
        'vscode-insiders://a',
        'https//a.example',
      ],
    ];
    for (const url of hostile) assert.equal(isHttpsLink(url), false, JSON.stringify(url));
  });
});

describe('isHttpUrl', () => {
  it('accepts complete http and https URLs', () => {
    const urls = ['https://a.example/b.png', 'http://127.0.0.1:1/x', 'HTTPS://A.EXAMPLE'];
    for (const url of urls) assert.equal(isHttpUrl(url), true, url);
  });

  it('rejects other values', () => {
    const others = [
      'ftp://a.example',
      'xhttps://a.example',
      'https://',
      'https://a.example/b c',
      'a.example',
      '',
    ];
    for (const text of [...others, 'https://[', 'data:,https://a.example', undefined]) {
      assert.equal(isHttpUrl(text), false, text);
    }
  });
});

describe('httpsUrl', () => {
  it('parses an https URL', () => assert.equal(httpsUrl('https://a.example/b')?.pathname, '/b'));

  it('rejects other schemes, credentials and invalid URLs', () => {
    for (const text of [
      'http://a.example',
      'https://user@a.example',
      'https://:pw@a.example',
      'https://',
      'x',
    ]) {
      assert.equal(httpsUrl(text), undefined, text);
    }
  });
});

describe('The parts of a URL', () => {
  it('include the port of origin and host if it is not the default', () => {
    assert.equal(originOf('https://proxy.example:8443/coze/'), 'https://proxy.example:8443');
    assert.equal(hostOf('https://proxy.example:8443/coze/'), 'proxy.example:8443');
    assert.equal(hostOf('https://proxy.example:443/coze/'), 'proxy.example');
  });

  it('have no host for a text that is not a URL', () => {
    assert.deepEqual(['', 'demo', undefined].map(hostOf), ['', '', '']);
    assert.equal(parseUrl('a.example'), undefined);
  });

  it('include the port of a request', () => {
    const ports = ['https://a', 'http://a', 'https://a:80', 'http://a:8888'].map((text) => {
      const url = parseUrl(text);
      return url && portOf(url);
    });
    assert.deepEqual(ports, [443, 80, 80, 8888]);
  });
});
