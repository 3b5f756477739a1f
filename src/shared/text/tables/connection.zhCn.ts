import type { ConnectionText } from './connection.en';

/** The texts of the page "Connection" and of the text for support, in Simplified Chinese. */
export const connectionZhCn: ConnectionText = {
  title: '连接',
  workflow: '对话流',
  service: '服务',
  token: '令牌',
  permissions: '权限',
  check: '测试',
  network: '网络',
  lastError: '最近一次错误',

  // Buttons
  testConnection: '测试连接',
  testAgain: '重新测试',
  cancel: '取消',
  copyForSupport: '复制诊断信息',
  copied: '已复制',
  selectWorkflow: '切换对话流',
  setToken: '设置访问令牌',
  signIn: '登录',
  openTokenPage: '打开令牌页面',
  setExpiry: '填写到期日期',
  useOtherCloud: '改在 {host} 使用此令牌',
  tryOtherCloud: '在 {host} 试用此令牌',
  changeBaseUrl: '修改服务地址',
  openProxySettings: '代理设置',
  openCertificateSettings: '证书设置',
  showLog: '查看日志',

  // Workflow
  name: '名称',
  workflowId: '对话流 ID',
  appId: '应用 ID',
  botId: '智能体 ID',
  version: '版本',
  latestVersion: '最新发布版本',
  definedIn: '定义位置',
  noWorkflow: '尚未选择对话流。',
  source: { user: '用户设置', workspace: '工作区设置', demo: '本扩展' },

  // Service
  host: '主机',
  region: '区域',
  baseUrl: '服务地址',
  setBy: '设置位置',
  unusableBaseUrl: '服务地址无法使用。',
  kind: {
    cloudCn: '国内站（coze.cn）',
    cloudCom: '国际站（coze.com）',
    selfHosted: '自建服务器',
    demo: '演示：在本扩展内运行，不需要网络和令牌',
  },
  baseUrlSource: {
    default: '默认值',
    setting: '用户设置中的 coze.baseUrl',
    user: '用户设置中的 coze.workflows',
    workspace: '工作区设置中的 coze.workflows',
    folder: '文件夹设置中的 coze.workflows',
  },

  // Token
  tokenSource: '来源',
  tokenSources: {
    stored: 'VS Code 的机密存储',
    session: '内存：窗口关闭后失效',
    environment: '环境变量 COZE_API_TOKEN',
    signedIn: '登录',
    none: '没有令牌',
  },
  expires: '到期时间',
  expired: '已于 {date} 过期',
  account: '账号',
  plan: '套餐',
  plans: { free: '免费版：总共 500 次调用' },

  // Facts that are not known
  unknown: {
    notAsked: '尚未测试',
    notPermitted: '无法判断：令牌没有此权限',
    notOnServer: '无法判断：服务器没有此接口',
    failed: '无法判断：调用失败',
  },

  // Permissions
  permission: '权限',
  state: '状态',
  permissionStates: { granted: '已授予', missing: '缺少', cannotTell: '无法判断' },

  // Test
  neverTested: '此窗口中尚未测试。一次测试最多发出三次调用。',
  testing: '正在测试 {host}…',
  testedAt: '测试时间：{date}。调用次数：{count}。',
  call: '调用',
  answer: '结果',
  calls: {
    account: '令牌所属账号',
    workflow: '对话流',
    workspaces: '工作空间',
    plan: '套餐',
  },
  results: {
    answered: '正常',
    tokenRefused: '服务端不接受此令牌。',
    notPermitted: '令牌没有此调用的权限。聊天不需要该权限。',
    notFound: '服务端接受此令牌，但找不到该对话流。',
    notOnServer: '服务器没有此接口，无法据此判断令牌是否有效。',
    failed: '没有收到可用的响应。',
  },
  verdicts: {
    works: '与 {host} 的连接正常。',
    noToken: '没有 {host} 的令牌。',
    tokenRefused: '{host} 不接受此令牌。',
    unreachable: '无法测试令牌：{host} 没有返回可用的响应。',
    cannotTell: '{host} 有响应，但无法判断令牌是否有效。',
  },
  otherHost: '该令牌可能属于 {host}。',
  callsThere: '在那里测试最多调用 2 次 API；如果有效，令牌和对话流会一并移过去。',

  // Network
  setting: '设置',
  value: '值',
  proxyInUse: '使用的代理',
  noProxyInUse: '扩展未发现代理',
  proxyFrom: '{address}（来自 {source}）',
  on: '开',
  off: '关',
  environment: '环境变量',
  noneSet: '无',

  // Last error
  noError: '此窗口中没有错误。',
  time: '时间',
  cause: '原因',
  remedy: '处理办法',
  code: '错误码',
  httpStatus: 'HTTP 状态码',
  logId: '日志 ID',

  // Text for support only
  extension: '扩展',
  extensionHost: '扩展主机',
  system: '系统',
  remote: '远程',
  noRemote: '无',
  language: '语言',
  settings: '设置',
  workflows: '对话流',
  workflowCounts: '{usable} 个可用，{refused} 个被拒绝',
  entries: '{count} 项',
};
