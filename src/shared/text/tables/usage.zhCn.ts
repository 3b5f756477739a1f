import type { UsageText } from './usage.en';

/** The texts of the page "Usage" and of its CSV file, in Simplified Chinese. */
export const usageZhCn: UsageText = {
  title: '用量',

  // Period
  period: '时间范围',
  periods: {
    '1': '今天',
    '7': '最近 7 天',
    '30': '最近 30 天',
    '90': '最近 90 天',
    all: '全部日期',
    custom: '其他日期',
  },
  from: '开始日期',
  to: '结束日期',

  // Buttons
  exportCsv: '导出 CSV',
  exported: '已导出',
  reset: '重置统计…',
  setBudget: '每日预算…',
  ask: '今天发送前先询问',
  stopAsking: '今天不再询问',

  // Figures
  figures: '统计数据',
  today: '今日 Token',
  tokens: 'Token',
  runs: '运行次数',
  calls: '调用次数',
  input: '输入 Token',
  output: '输出 Token',
  unsplit: '未区分的 Token',
  total: '合计',

  // Budget and hints
  budgetName: '每日预算',
  budget: '每日预算 {limit} Token，已使用 {used}（{percent}%）。',
  budgetAsks: '今天每次发送消息前都会先询问。',
  callsHint:
    '自上次重置以来，本机统计到的调用次数：{calls}。扣子免费版总共只有 500 次调用，用完后所有调用都会失败。扣子不提供剩余次数的查询。',
  callsNotCounted:
    '统计的是运行和 VS Code 中的对话流测试发出的请求，包括被服务端拒绝的请求。不统计上传文件、连接测试、获取对话流列表、回放，以及命令行、其他程序和其他计算机的调用。',
  demo: '演示运行（不计入）：{runs} 次，{tokens} Token。',

  // Tables
  byDay: '按日期统计',
  byWorkflow: '按对话流统计',
  byProfile: '按配置统计',
  byOutcome: '按结果统计',
  day: '日期',
  workflow: '对话流',
  profile: '配置',
  outcome: '结果',
  outcomes: {
    completed: '已完成',
    waiting: '等待回答',
    stopped: '已停止',
    failed: '失败',
    cutOff: '中断',
    refused: '被拒绝或无响应',
    unknown: '未记录',
  },
  nothing: '此时间范围内没有运行。',
  empty: '还没有用量数据。向对话流发送消息后，这里会统计 Token 和调用次数。',

  // Charts
  tokenChart: '图表：按{unit}统计的 Token，最大值 {most}。具体数据见“按日期统计”表格。',
  callChart: '图表：按{unit}统计的调用次数，最大值 {most}。具体数据见“按日期统计”表格。',
  units: { day: '日', month: '月' },
  tokensBy: { day: '每日 Token', month: '每月 Token' },
  callsBy: { day: '每日调用次数', month: '每月调用次数' },
  legend: '图例',

  // CSV
  key: '配置 ID',
  isDemo: '演示',
  yes: '是',
  no: '否',
};
