import assert from 'node:assert/strict';
import { redact } from '../../../../src/coze/text/redact';
import { networkFacts } from '../../../../src/host/connection/networkFacts';
import { supportText, type HostFacts } from '../../../../src/host/connection/supportText';
import type { ConnectionFacts } from '../../../../src/shared/pages/connectionPage';
import { errorInfo } from '../../../../src/shared/errorInfo';
import { connectionTexts } from '../../../../src/shared/text/connectionTexts';
import { everything, untested, works } from '../../../support/connectionFacts';

const host: HostFacts = {
  extension: '0.1.0',
  vscode: '1.139.1',
  app: 'code-server, web',
  extensionHost: 'workspace',
  system: 'linux 6.1.0 x64',
  remote: 'ssh-remote',
  language: 'en',
  settings: { 'coze.connectTimeout': 60, 'coze.idleTimeout': 240 },
  usableWorkflows: 2,
  refusedWorkflows: 1,
};

describe('The text for support', () => {
  it('has the versions, the service, the test, the network and the last error', () => {
    const text = supportText({ ...everything, report: works }, host, connectionTexts.en);
    for (const line of [
      '- Extension: `0.1.0`',
      '- VS Code: `1.139.1 (code-server, web)`',
      '- Extension host: `workspace`',
      '- System: `linux 6.1.0 x64`',
      '- Remote: `ssh-remote`',
      '- Workflow ID: `7500000000000000007`',
      '- Agent ID: `7400000000000000002`',
      '- Host: `coze.intranet.example:8888`',
      '- Region: `own server`',
      '- Source: `environment variable COZE_API_TOKEN`',
      '- Test: `works, 2026-11-29T12:00:00.000Z`',
      '- Plan: `notPermitted: noPermission, api.coze.cn, 4101, log-1`',
      '- listWorkspace: `missing`',
      '- Proxy in use: `http://proxy.example:3128 (from HTTPS_PROXY)`',
      '- http.noProxy: `entries: 2`',
      '- coze.connectTimeout: `60`',
      '- Workflows: `2 usable, 1 refused`',
      '- Cause: `workflowNotFound`',
      '- Code: `4200`',
      '- HTTP status: `404`',
      '- Log ID: `20261129110000ABCDEF`',
    ])
      assert.ok(text.includes(`${line}\n`), `${line} in\n${text}`);
  });

  it('is Chinese where VS Code is', () => {
    const text = supportText(untested, { ...host, language: 'zh-cn' }, connectionTexts.zh);
    assert.match(text, /## 连接/);
    assert.match(text, /- 区域: `国内站（coze\.cn）`/);
    assert.match(text, /此窗口中没有错误。/);
  });

  it('contains no token, password, path, name of a person or text of a message or the service', () => {
    const token = 'pat_Canary0123456789abcdefghijklmnopqrstuvwxyz';
    const secrets = {
      password: 'canaryPassword',
      path: '/home/canaryUser',
      name: 'Canary Name',
      words: 'canary words',
    };
    const error = errorInfo('tokenInvalid', {
      code: token,
      logId: `log ${token}`,
      serviceMessage: `${secrets.words} ${token}`,
      params: {
        host: 'api.coze.cn',
        detail: `${secrets.path} ${token}`,
        proxy: `http://u:${secrets.password}@p:1`,
      },
    });
    const facts: ConnectionFacts = {
      ...untested,
      workflow: { name: secrets.name, workflowId: token, source: 'user' },
      baseUrl: `https://api.coze.cn${secrets.path}`,
      network: networkFacts(
        'https://api.coze.cn',
        {
          proxy: `http://user:${secrets.password}@proxy.example:3128`,
          noProxy: [secrets.path],
          proxySupport: token,
          proxyStrictSSL: true,
          systemCertificates: true,
        },
        {
          COZE_API_TOKEN: token,
          HTTPS_PROXY: `http://u:${token}@p`,
          NODE_EXTRA_CA_CERTS: `${secrets.path}/ca.pem`,
        },
      ),
      report: {
        ...works,
        account: { known: { id: '42', name: secrets.name } },
        steps: [{ call: 'account', result: 'failed', error }],
      },
      lastFailure: { at: 1, error },
    };
    // The host passes the text through the redactor of the log, which knows the tokens in use.
    const text = redact(supportText(facts, { ...host, settings: { 'coze.x': token } }, connectionTexts.en), [
      token,
    ]);
    for (const secret of [token, ...Object.values(secrets)]) {
      assert.ok(!text.includes(secret), `${secret} in\n${text}`);
    }
  });

  it('keeps every value on one line and in code, whatever a service sends as a log ID', () => {
    const error = errorInfo('serverError', {
      logId: 'a\n# b\u202e`c` [d](command:e)',
      params: { host: 'h' },
    });
    const text = supportText({ ...untested, lastFailure: { at: 1, error } }, host, connectionTexts.en);
    assert.ok(text.includes("- Log ID: `a # b'c' [d](command:e)`\n"), text);
  });
});
