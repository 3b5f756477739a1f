import type { ErrorTexts } from '../errorText';

export const errorsZhCn: ErrorTexts = {
  theService: '服务端',
  regionHint: '国内站与国际站的访问令牌互不通用：这个令牌可能是在 {otherHost} 创建的。',
  code: '错误码 {code}',
  status: 'HTTP {status}',
  logId: '日志 ID {logId}',
  demoFailed: {
    message: '这是演示对话流模拟的错误。',
    remedy: '没有任何内容离开你的计算机。发送另一条消息即可继续。',
  },
  demoInterrupted: {
    message: '这是演示对话流模拟的中断。',
    remedy: '已收到的内容会保留。',
  },
  reasons: {
    tokenMissing: {
      message: '尚未设置 {host} 的访问令牌。',
      remedy: '请设置具有 run（运行）权限的个人访问令牌。',
    },
    tokenInvalid: {
      message: '{host} 不接受当前的访问令牌。',
      remedy: '令牌可能有误、已过期或已被撤销，请重新设置。',
    },
    tokenUnusable: {
      message: '已保存的访问令牌含有无法发送的字符。',
      remedy: '请重新设置令牌，不要包含空格或换行。',
    },
    signInExpired: {
      message: '{host} 的登录已过期。',
      remedy: '请重新登录，然后重试。',
    },
    tokenWrongRegion: {
      message: '访问令牌与 {host} 不属于同一区域。',
      remedy: '请修改服务地址，或设置该区域的访问令牌。',
    },
    noPermission: {
      message: '访问令牌缺少所需权限（{permission}）。',
      remedy: '请在扣子上编辑令牌，开通该权限并勾选工作空间，或改用具备权限的令牌。',
    },
    workflowRemoved: {
      message: '此会话使用的对话流已不在你的设置中，消息未发送。',
      remedy: '重新添加该对话流即可继续；也可以选择其他对话流，你的文字会带到新会话中。',
    },
    workflowNotFound: {
      message: '在 {host} 上找不到该对话流。',
      remedy: '请检查对话流 ID 以及对应的应用 ID 或智能体 ID。',
    },
    workflowNotPublished: {
      message: '找不到该对话流，或它从未发布。',
      remedy: '请在扣子上发布对话流，并核对其 ID 与工作空间。',
    },
    workspaceNotFound: {
      message: '在 {host} 上找不到该工作空间。',
      remedy: '请检查工作空间 ID 和服务地址。',
    },
    endpointMissing: {
      message: '{host} 不提供此功能。',
      remedy: '自建服务器没有列表接口，请直接输入 ID，或检查服务地址。',
    },
    conversationNotFound: {
      message: '该会话在扣子上已不存在，或不属于当前账号。',
      remedy: '请新建会话；输入的内容会保留。',
    },
    conversationNameUnknown: {
      message: '参数中指定的会话名不存在。',
      remedy: '请在设置中更正 CONVERSATION_NAME，或将其删除。',
    },
    botNotFound: {
      message: '找不到该智能体，或对话流未绑定到它。',
      remedy: '请在设置中检查该对话流的智能体 ID（botId）。',
    },
    botNotPublished: {
      message: '该智能体尚未发布到 API 渠道。',
      remedy: '请在发布智能体时勾选 API 渠道。',
    },
    badParameters: {
      message: '{host} 拒绝了该请求。',
      remedy: '请检查该对话流的 ID 与参数；应用 ID 与智能体 ID 只能且必须设置其一。',
    },
    parameterMissing: {
      message: '对话流缺少必填参数。',
      remedy: '请在“对话流输入”中填写，或在设置中为该对话流的 parameters 补上该参数。',
    },
    messagesInvalid: {
      message: '服务端拒绝了该会话的消息。',
      remedy: '请新建会话；输入的内容会保留。',
    },
    promptTooLong: {
      message: '消息及其上下文超出了模型的长度限制。',
      remedy: '请缩短内容，或新建会话。',
    },
    idNotNumeric: {
      message: '“{field}”中的 ID 不是数字。',
      messageWithoutValues: '有一个 ID 不是数字。',
      remedy: '请从扣子页面的地址中复制 ID。ID 只包含数字。',
    },
    attachmentInvalid: {
      message: '附件无法使用。',
      remedy: '请使用对话流能够访问的公网 http 或 https 文件地址。',
    },
    fileEmpty: {
      message: '服务端收到的文件为空。',
      remedy: '请添加有内容的文件。',
    },
    filesTooMany: {
      message: '服务端每次只接受上传一个文件。',
      remedy: '请逐个添加文件。',
    },
    fileTooLarge: {
      message: '文件超过 {host} 允许的大小。',
      remedy: '扣子最大支持 512 MB 的文件；自建服务器默认最大 200 MB。请添加较小的文件。',
    },
    fileTypeRefused: {
      message: '服务端不支持此类型的文件。',
      remedy: '扣子支持文档、表格、演示文稿、源代码、图片、音频、视频和压缩包。请转换为其中一种格式。',
    },
    fileBroken: {
      message: '服务端无法读取该文件。',
      remedy: '请确认文件可以打开，并且扩展名与内容一致，然后重新添加。',
    },
    fileUnknown: {
      message: '服务端已没有所添加的文件。',
      remedy: '扣子保留文件三个月，且仅上传文件的账号可以使用。请重新添加该文件。',
    },
    rateLimited: {
      message: '请求过于频繁。',
      remedy: '请稍候再试。',
    },
    modelRateLimited: {
      message: '对话流所用的模型收到的请求过多。',
      remedy: '请在约一分钟后重试。',
    },
    dailyQuota: {
      message: '该智能体今日的调用额度已用完。',
      remedy: '请明天再试。',
    },
    creditsExhausted: {
      message: '扣子账号的资源点或余额不足。',
      remedy: '请充值或升级套餐，或等待额度刷新。',
    },
    accountOverdue: {
      message: '账号已欠费。',
      remedy: '请在扣子或火山引擎控制台中充值缴费。',
    },
    conversationBusy: {
      message: '扣子仍在处理该会话的上一条消息。',
      remedy: '请等待其结束，或新建会话。',
    },
    systemBusy: {
      message: '{host} 正忙。',
      remedy: '请稍后重试。',
    },
    riskControl: {
      message: '请求被扣子的风控拦截。',
      remedy: '请修改内容，或稍后再试。',
    },
    cannotAnswer: {
      message: '对话流无法回答该内容。',
      remedy: '请换一种说法。',
    },
    modelInvalid: {
      message: '对话流所用的模型不可用。',
      remedy: '请在扣子上更换模型并重新发布。',
    },
    workflowMisconfigured: {
      message: '对话流配置有误。',
      remedy: '请在扣子上打开对话流，修复报错的节点后重新发布。',
    },
    workflowFailed: {
      message: '对话流中有节点报错。',
      remedy: '请在扣子上试运行，查看失败的节点。',
      remedyWithDebugPage: '可在调试页面查看失败的节点。',
    },
    workflowTimeout: {
      message: '对话流运行超时，已被扣子终止。',
      remedy: '请在扣子上试运行，查看耗时的节点。',
      remedyWithDebugPage: '可在调试页面查看耗时的节点。',
    },
    codeNodeFailed: {
      message: '对话流的代码节点报错。',
      remedy: '请在扣子上试运行，查看该节点及其错误。',
      remedyWithDebugPage: '可在调试页面查看该节点及其错误。',
    },
    unsupportedHere: {
      message: '服务端不支持对这类对话流执行此操作。',
      remedy: '请确认它是对话流（而非工作流），并检查应用 ID 或智能体 ID。',
    },
    serverError: {
      message: '{host} 发生内部错误。',
      remedy: '请重试；若仍然出现，请将日志 ID 提供给扣子技术支持。',
    },
    serviceUnavailable: {
      message: '{host} 暂时不可用。',
      remedy: '请稍后重试。',
    },
    unknownCode: {
      message: '服务端返回了错误。',
      remedy: '详见下方服务端返回的信息。',
    },
    hostNotFound: {
      message: '找不到主机 {host}。',
      remedy: '请检查网络连接和服务地址；若使用代理，请检查设置“http.proxy”。',
    },
    connectionRefused: {
      message: '{host} 拒绝了连接。',
      remedy: '请确认服务正在运行，且服务地址正确。',
    },
    connectionReset: {
      message: '与 {host} 的连接已断开。',
      remedy: '对话流可能仍在扣子上运行；已收到的内容会保留。',
    },
    connectTimeout: {
      message: '连接 {host} 超时。',
      remedy: '请检查网络连接；若使用代理，请检查设置“http.proxy”。',
    },
    responseTimeout: {
      message: '{host} 在 {seconds} 秒内没有响应。',
      messageWithoutValues: '{host} 没有及时响应。',
      remedy: '对话流可能已开始运行。请重试，或调大“coze.connectTimeout”。',
    },
    idleTimeout: {
      message: '{host} 已有 {seconds} 秒没有发送数据。',
      messageWithoutValues: '{host} 不再发送数据。',
      remedy: '对话流可能仍在扣子上运行；等待时长可通过“coze.idleTimeout”设置。',
    },
    streamEnded: {
      message: '服务端尚未报告运行结束，连接就已关闭。',
      remedy: '已收到的内容会保留。',
      remedyWithDebugPage: '已收到的内容会保留；调试页面或许能看到其余部分。',
    },
    computerSlept: {
      message: '计算机进入了睡眠，与 {host} 的连接已断开。',
      remedy: '已收到的内容会保留；对话流可能仍在扣子上继续运行。',
    },
    offline: {
      message: '本机无法通过网络连接 {host}。',
      remedy: '请连接网络后重试。',
    },
    proxyUnreachable: {
      message: '无法连接访问 {host} 所用的代理 {proxy}（{detail}）。',
      messageWithoutValues: '无法连接访问 {host} 所用的代理。',
      remedy: '请检查 VS Code 设置中的“http.proxy”或环境变量 HTTPS_PROXY。请求未发出。',
    },
    proxyAuth: {
      message: '代理服务器要求用户名和密码。',
      remedy: '请检查 VS Code 设置中的“http.proxy”和“http.proxySupport”。',
    },
    proxyBlocked: {
      message: '代理服务器未放行到 {host} 的请求。',
      remedy: '请检查 VS Code 设置中的“http.proxy”，或联系网络管理员。',
    },
    certificate: {
      message: '{host} 的证书不受信任（{detail}）。',
      remedy: '若使用公司代理，请将其证书安装到系统中，并启用“http.systemCertificates”。',
    },
    tlsMissing: {
      message: '{host} 没有以 https 响应（{detail}）。',
      remedy: '请检查服务地址：本机上未启用 https 的服务，其地址以 http:// 开头。',
    },
    redirected: {
      message: '{host} 试图重定向请求，已拒绝。',
      remedy: '请检查服务地址；可能被网络的登录页面拦截。',
    },
    notAStream: {
      message: '{host} 的响应不是扣子的格式（{contentType}）。',
      remedy: '请检查服务地址；可能被代理或网络的登录页面拦截。',
    },
    badContent: {
      message: '{host} 发送的内容无法读取。',
      remedy: '请重试；详情请查看日志。',
    },
    eventTooLarge: {
      message: '回复中的单个数据块超过了 {limit}。',
      messageWithoutValues: '回复中的单个数据块过大。',
      remedy: '请让对话流以文件形式输出大段内容。',
    },
    runTooLarge: {
      message: '回复超过了 {limit}，已终止。',
      messageWithoutValues: '回复过大，已终止。',
      remedy: '已收到的内容会保留；请让对话流以文件形式输出大段内容。',
    },
    baseUrlInvalid: {
      message: '服务地址无法使用（{url}）。',
      remedy: '请填写类似 https://api.coze.cn 的地址。',
    },
    baseUrlInsecure: {
      message: '服务地址 {host} 未加密。',
      remedy: '访问令牌会发送到该地址，因此请使用 https；http 仅限本机。',
    },
    interruptedByRestart: {
      message: '回复过程中窗口被关闭或重启。',
      remedy: '已收到的内容会保留；对话流可能仍在扣子上继续运行。',
    },
    internal: {
      message: '扩展内部出现问题（{detail}）。',
      remedy: '详情请查看日志。',
    },
  },
};
