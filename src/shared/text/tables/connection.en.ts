/** The texts of the page "Connection" and of the text for support, in English. */
export const connectionEn = {
  title: 'Connection',
  workflow: 'Workflow',
  service: 'Service',
  token: 'Token',
  permissions: 'Permissions',
  check: 'Test',
  network: 'Network',
  lastError: 'Last error',

  // Buttons
  testConnection: 'Test connection',
  testAgain: 'Test again',
  cancel: 'Cancel',
  copyForSupport: 'Copy for support',
  copied: 'Copied',
  selectWorkflow: 'Change workflow',
  setToken: 'Set access token',
  signIn: 'Sign in',
  openTokenPage: 'Open token page',
  setExpiry: 'Enter expiry date',
  useOtherCloud: 'Use the token at {host}',
  tryOtherCloud: 'Try the token at {host}',
  changeBaseUrl: 'Change base URL',
  openProxySettings: 'Proxy settings',
  openCertificateSettings: 'Certificate settings',
  showLog: 'Show log',

  // Workflow
  name: 'Name',
  workflowId: 'Workflow ID',
  appId: 'App ID',
  botId: 'Agent ID',
  version: 'Version',
  latestVersion: 'latest published',
  definedIn: 'Defined in',
  noWorkflow: 'No workflow is selected.',
  source: { user: 'user settings', workspace: 'workspace settings', demo: 'this extension' },

  // Service
  host: 'Host',
  region: 'Region',
  baseUrl: 'Base URL',
  setBy: 'Set in',
  unusableBaseUrl: 'The base URL cannot be used.',
  kind: {
    cloudCn: 'Coze in mainland China (coze.cn)',
    cloudCom: 'Coze international (coze.com)',
    selfHosted: 'own server',
    demo: 'demo: runs inside this extension, without network and token',
  },
  baseUrlSource: {
    default: 'default value',
    setting: 'coze.baseUrl in the user settings',
    user: 'coze.workflows in the user settings',
    workspace: 'coze.workflows in the workspace settings',
    folder: 'coze.workflows in the folder settings',
  },

  // Token
  tokenSource: 'Source',
  tokenSources: {
    stored: 'secret storage of VS Code',
    session: 'memory: until this window closes',
    environment: 'environment variable COZE_API_TOKEN',
    signedIn: 'sign-in',
    none: 'no token',
  },
  expires: 'Expires',
  expired: 'expired on {date}',
  account: 'Account',
  plan: 'Plan',
  plans: { free: 'Free: 500 calls in all' },

  // Facts that are not known
  unknown: {
    notAsked: 'not tested yet',
    notPermitted: 'cannot tell: the token does not have this permission',
    notOnServer: 'cannot tell: the server does not have this call',
    failed: 'cannot tell: the call failed',
  },

  // Permissions
  permission: 'Permission',
  state: 'State',
  permissionStates: { granted: 'granted', missing: 'missing', cannotTell: 'cannot tell' },

  // Test
  neverTested: 'Not tested yet in this window. A test makes at most three calls.',
  testing: 'Testing {host}…',
  testedAt: 'Tested {date}. Calls: {count}.',
  call: 'Call',
  answer: 'Answer',
  calls: {
    account: 'Account of the token',
    workflow: 'Workflow',
    workspaces: 'Workspaces',
    plan: 'Plan',
  },
  results: {
    answered: 'answered',
    tokenRefused: 'The service does not accept the token.',
    notPermitted: 'The token does not have the permission for this call. Chats do not need it.',
    notFound: 'The service accepts the token, but does not know the workflow.',
    notOnServer: 'The server does not have this call. This says nothing about the token.',
    failed: 'No usable answer.',
  },
  verdicts: {
    works: 'The connection to {host} works.',
    noToken: 'There is no token for {host}.',
    tokenRefused: '{host} does not accept the token.',
    unreachable: 'The token could not be tested, because {host} gave no usable answer.',
    cannotTell: '{host} answers, but does not say whether the token is valid.',
  },
  otherHost: 'The token may belong to {host}.',
  callsThere: 'A test there makes at most 2 calls, and moves the token and the workflow if it works.',

  // Network
  setting: 'Setting',
  value: 'Value',
  proxyInUse: 'Proxy in use',
  noProxyInUse: 'none known to the extension',
  proxyFrom: '{address} (from {source})',
  on: 'on',
  off: 'off',
  environment: 'Environment variables',
  noneSet: 'none',

  // Last error
  noError: 'None in this window.',
  time: 'Time',
  cause: 'Cause',
  remedy: 'Remedy',
  code: 'Code',
  httpStatus: 'HTTP status',
  logId: 'Log ID',

  // Text for support only
  extension: 'Extension',
  extensionHost: 'Extension host',
  system: 'System',
  remote: 'Remote',
  noRemote: 'none',
  language: 'Language',
  settings: 'Settings',
  workflows: 'Workflows',
  workflowCounts: '{usable} usable, {refused} refused',
  entries: 'entries: {count}',
} as const;

type Text<T> = { readonly [K in keyof T]: T[K] extends string ? string : Text<T[K]> };

/** The texts of the page "Connection" in any language. A missing key does not compile. */
export type ConnectionText = Text<typeof connectionEn>;
