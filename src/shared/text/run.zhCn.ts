import type { RunText } from './run.en';

/** The texts of the page "Run", in Simplified Chinese. */
export const runZhCn: RunText = {
  title: '运行',
  gone: '此次运行的记录已不存在。记录会在 30 天后，或超出设置 coze.recording.maxMegabytes 的上限时删除。',

  // Outcome
  outcomes: {
    streaming: '运行中',
    completed: '已完成',
    waiting: '等待回答',
    stopped: '已被用户停止',
    failed: '失败',
    cutOff: '中断',
  },
  remedy: '处理办法',
  code: '错误码',
  serviceMessage: '服务返回的信息',

  // Buttons
  actions: {
    openDebugPage: '打开调试页面',
    showRawEvents: '查看原始事件',
  },
  copy: '复制',
  copyName: '复制{name}',
  copyBody: '复制请求正文',
  copied: '已复制',

  // Head
  workflow: '对话流',
  workflowId: '对话流 ID',
  version: '版本',
  latestVersion: '最新发布版本',
  baseUrl: '服务地址',
  startedAt: '开始时间',
  duration: '耗时',
  tokens: 'Token 用量',
  tokensSplit: '输入 {input}，输出 {output}',
  tokensTotal: '共 {total}',
  serviceTotal: '{tokens}；服务报告的总数为 {total}',
  noTokens: '未报告',
  isReply: '发送方式',
  reply: '回答对话流的提问',
  recordedBy: '记录时的扩展版本',

  // IDs
  ids: 'ID',
  id: '名称',
  value: '值',
  usedFor: '用途',
  idNames: {
    execute: '执行 ID',
    log: '日志 ID',
    conversation: '会话 ID',
    chat: '对话 ID',
    section: '上下文段 ID',
    run: '运行 ID',
  },
  idUses: {
    execute: '在扣子的执行记录和调试页面中查找此次运行',
    log: '向扣子技术支持说明是哪一次请求',
    conversation: '在其他调用中继续该会话',
    chat: '指明会话中的这一次回答，例如用于取消',
    section: '指明扣子用作上下文的会话片段',
    run: '指明本扩展中的记录',
  },

  // Figures
  figures: '指标',
  firstEvent: '首个事件用时',
  firstText: '首段文字用时',
  tokensPerSecond: '每秒输出 Token 数',
  longestSilence: '最长静默时间',
  events: '事件',
  received: '接收数据量',
  characters: '回答字符数',
  unknown: '未知',

  // Timeline
  timeline: '时间线',
  what: '阶段',
  bar: '图示',
  from: '开始',
  lasts: '时长',
  open: '进行中',
  spans: {
    preparation: '准备',
    request: '请求',
    firstEvent: '等待首个事件',
    answer: '回答',
    question: '提问',
    toolCall: '工具调用',
    toolOutput: '工具输出',
    knowledge: '知识库',
    silence: '静默',
    retryWait: '等待重试',
    human: '等待用户回答',
    firstText: '首段文字',
    requestFailed: '请求失败',
    stopped: '停止',
    ended: '结束',
  },

  // Events
  filterEvents: '筛选事件',
  number: '序号',
  offset: '时间',
  eventName: '名称',
  size: '大小',
  text: '文本',
  noName: '（无名称）',
  eventCount: '{count} 个事件',
  filteredCount: '{count} 个事件中的 {shown} 个',
  gridHint: '按 Enter 键打开原始事件。',
  marks: {
    ignored: '与聊天无关',
    unknown: '未知',
    badJson: '无法读取',
    repeated: '重复',
    late: '所属消息已结束',
    beyondLimit: '超出消息数量上限',
  },

  // Requests
  request: '请求',
  requestNumber: '第 {number} 次请求',
  status: 'HTTP 状态码',
  noResponse: '没有响应',
  headers: '响应头',
  body: '请求正文',
  replyBody: '响应正文',
};
