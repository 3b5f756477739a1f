import type { CliWords } from './en';

/** Texts of the command line in Simplified Chinese. */
export const zhCn: CliWords = {
  usage: `用法：coze-chatflow-test run|list [文件、文件夹或通配符] [选项]

  run                    运行 *.coze-test.yaml、.yml 和 .json 中的测试
  list                   列出测试及其调用次数

选择测试
  --grep 正则            “文件 › 名称”与正则表达式匹配的测试
  --tag 标签             带有该标签的测试，可重复使用
  --only-failed 文件     --json 结果中失败或错误的测试
  --shard I/N            分成 N 份，运行第 I 份
  --repeat N             每个测试运行 N 次

运行
  --dry-run              只统计调用次数，不发送请求
  --record、--replay     将运行保存到测试旁的 __runs__，或离线回放
  --concurrency N        同时运行的测试数，默认为 2
  --bail [N]             失败或错误 N 次后不再开始新的测试，默认为 1
  --budget-calls N       测试可能的调用次数超过该值时拒绝运行
  --budget-tokens N      消耗的 Token 达到该值后跳过其余测试
  --timeout 时间         全部测试的最长时间，例如 10m
  --profile-file 文件    配置文件，格式同 coze.workflows 设置，默认为 .vscode/settings.json

结果
  --junit 文件、--json 文件、--html 文件
  --github               GitHub 注解和步骤摘要
  --lang en|zh           文本的语言

环境变量：COZE_API_TOKEN，或 COZE_OAUTH_APP_ID、COZE_OAUTH_KEY_ID 和 COZE_OAUTH_PRIVATE_KEY；COZE_BASE_URL。
令牌只会发送到 COZE_BASE_URL 的主机（默认为 https://api.coze.cn）。
退出码：0 通过，1 失败，2 用法或文件有误，3 有错误但无失败，4 超出预算，130 被中断。`,
  optionUnknown: '没有选项 {name}。--help 可列出所有选项。',
  optionUnknownNear: '没有选项 {name}。你是否想用 {near}？',
  valueMissing: '{name} 需要一个值。',
  valueUnwanted: '{name} 不接受值。',
  commandMissing: '缺少命令。请使用 run 或 list。',
  commandUnknown: '没有命令“{command}”。请使用 run 或 list。',
  sameReport: '{first} 和 {second} 指定了同一个文件，其中一个报告会覆盖另一个。',
  recordAndReplay: '--record 和 --replay 不能同时使用。',
  numberInvalid: '{name} 必须是 1 到 {limit} 的整数，不能是“{value}”。',
  patternInvalid: '--grep 必须是正则表达式，不能是“{value}”。',
  shardInvalid: '--shard 应为 I/N（I 从 1 到 N），例如 1/3，不能是“{value}”。',
  timeoutInvalid: '--timeout 应为时间，例如 90s 或 10m，不能是“{value}”。',
  languageUnknown: '--lang 必须是 en 或 zh，不能是“{value}”。',
  noFiles: '{paths} 中没有测试文件（*.coze-test.yaml、.yml、.json）。',
  noTests: '没有匹配的测试。',
  fileMissing: '没有文件“{path}”。',
  folderUnreadable: '无法读取文件夹 {path}：{detail}',
  resultsUnreadable: '无法读取 {path} 中的结果。结果由 --json 生成。',
  profilesUnreadable: '无法读取 {path} 中的配置。',
  profileRefused: '{path}：配置中的第 {number} 项无法使用。{problem}',
  baseUrlInvalid: 'COZE_BASE_URL 必须是 https 地址；本机可以使用 http。',
  baseUrlNotApi: 'COZE_BASE_URL 是扣子网页的地址，不是 API 的地址。请使用 {api}。',
  baseUrlImitation: 'COZE_BASE_URL 的主机“{host}”看似“{imitated}”，实际并不是。未发送任何请求。',
  oauthIncomplete:
    'COZE_OAUTH_APP_ID、COZE_OAUTH_KEY_ID 和 COZE_OAUTH_PRIVATE_KEY 需要同时设置，缺少 {name}。',
  oauthKeyInvalid: 'COZE_OAUTH_PRIVATE_KEY 既不是 PEM 格式的私钥，也不是其 base64 编码。',
  planned: '共 {tests}，最多 {calls}（扣子免费版总共 500 次）',
  spent: '实际产生 {calls}（扣子免费版总共 500 次）',
  plannedFree: '共 {tests}，不调用任何服务',
  overBudget: '未运行：测试最多可能产生 {calls}，超出 {limit} 次的预算。未发送任何请求。',
  overFileBudget: '未运行：{file} 的测试最多可能产生 {calls}，超出其 {limit} 次的预算。未发送任何请求。',
  onlyMarked: '仅运行标记了“only”的测试。',
  tokenBroken: 'COZE_API_TOKEN 不是访问令牌：其中有空格或换行。请重新复制令牌。',
  tokenUnusable: 'COZE_API_TOKEN 不是访问令牌：它是其他内容，或含有无法发送的字符。',
  noToken: '没有 {host} 的令牌。请设置 COZE_API_TOKEN。',
  tokenForOther: '令牌只会发送到 COZE_BASE_URL 的主机 {own}，不会发送到 {host}。',
  stale: '录制文件 {path} 已有 {days}。',
  staleVersion: '录制文件 {path} 的版本为 {version}，已有 {days}。',
  unwritten: '无法写入录制文件 {path}。',
  reportUnwritten: '无法写入报告 {path}：{detail}',
  noReports: '没有运行测试，因此不写入报告。',
  interrupted: '已中断。尚未结束的测试已跳过。',
  timedOut: '已达到时间上限。尚未结束的测试已跳过。',
  row: '第 {number} 行',
  line: '第 {line} 行',
  testsOne: '{count} 个测试',
  testsMany: '{count} 个测试',
  callsOne: '{count} 次调用',
  callsMany: '{count} 次调用',
  daysOne: '{count} 天',
  daysMany: '{count} 天',
  running: '{done}/{all} · {name}',
  more: '另有 {count} 个失败的检查和错误，详见日志和报告。',
  unexpected: '程序因错误而结束：{detail}',
  passed: '通过',
  failed: '失败',
  flaky: '不稳定',
  error: '错误',
  skipped: '跳过',
  total: '{verdict} {count}',
  reportTitle: '对话流测试',
  test: '测试',
  verdict: '结果',
  callsTitle: '调用次数',
  tokens: 'Token 数',
  tokensUsed: '{count} 个 Token',
};
