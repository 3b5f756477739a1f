import type { ConnectionFacts } from '../../src/shared/pages/connectionPage';
import type { ConnectionReport } from '../../src/shared/pages/connectionReport';
import { errorInfo } from '../../src/shared/errorInfo';

/** A service of Coze with one workflow, before any test. */
export const untested: ConnectionFacts = {
  workflow: {
    name: 'Helper',
    workflowId: '7500000000000000007',
    appId: '7400000000000000001',
    source: 'user',
  },
  host: 'api.coze.cn',
  kind: 'cloudCn',
  baseUrl: 'https://api.coze.cn',
  baseUrlSource: 'default',
  token: 'stored',
  network: {
    proxySupport: 'override',
    noProxy: [],
    strictSsl: true,
    systemCertificates: true,
    variables: [],
  },
  isChecking: false,
};

/** A test that found nothing wrong. */
export const works: ConnectionReport = {
  checkedAt: Date.UTC(2026, 10, 29, 12),
  origin: 'https://api.coze.cn',
  host: 'api.coze.cn',
  kind: 'cloudCn',
  verdict: 'works',
  token: { source: 'stored' },
  account: { known: { id: '1234567890', name: 'Alice' } },
  plan: { known: { level: 'free' } },
  permissions: [
    { name: 'getMetadata', state: 'granted' },
    { name: 'listWorkspace', state: 'missing' },
    { name: 'listBot', state: 'cannotTell' },
  ],
  steps: [
    { call: 'account', result: 'answered' },
    { call: 'workflow', result: 'answered' },
    {
      call: 'plan',
      result: 'notPermitted',
      error: errorInfo('noPermission', {
        code: '4101',
        logId: 'log-1',
        params: { host: 'api.coze.cn', permission: 'getBenefit' },
      }),
    },
  ],
};

/** A refused token. */
export const refused: ConnectionReport = {
  ...works,
  verdict: 'tokenRefused',
  otherHost: 'api.coze.com',
  account: { unknown: 'failed' },
  plan: { unknown: 'notAsked' },
  permissions: works.permissions.map(({ name }) => ({ name, state: 'cannotTell' })),
  steps: [
    {
      call: 'account',
      result: 'tokenRefused',
      error: errorInfo('tokenInvalid', {
        code: '4100',
        status: 401,
        logId: 'log-2',
        params: { host: 'api.coze.cn', otherHost: 'api.coze.com' },
      }),
    },
  ],
};

/** Every row that the page can have. */
export const everything: ConnectionFacts = {
  ...untested,
  workflow: {
    name: 'A workflow with a long name that does not fit into one line of a narrow page',
    workflowId: '7500000000000000007',
    botId: '7400000000000000002',
    version: 'v1.2.3',
    source: 'workspace',
  },
  host: 'coze.intranet.example:8888',
  kind: 'selfHosted',
  baseUrl: 'https://coze.intranet.example:8888/a/long/path/of/a/reverse/proxy',
  baseUrlSource: 'workspace',
  token: 'environment',
  network: {
    proxy: { address: 'http://proxy.example:3128', setBy: 'HTTPS_PROXY' },
    proxySupport: 'on',
    noProxy: ['localhost', '*.intranet.example'],
    strictSsl: false,
    systemCertificates: false,
    variables: ['HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS'],
  },
  tokenExpiresAt: Date.UTC(2026, 0, 1),
  report: { ...refused, token: { source: 'environment' } },
  lastFailure: {
    at: Date.UTC(2026, 10, 29, 11),
    error: errorInfo('workflowNotFound', {
      code: '4200',
      status: 404,
      logId: '20261129110000ABCDEF',
      params: { host: 'api.coze.cn' },
      serviceMessage: 'what the service said',
    }),
  },
};
