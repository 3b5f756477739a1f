import type { ErrorTexts } from '../errorText';

export const errorsEn: ErrorTexts = {
  theService: 'the service',
  regionHint:
    'A token works on only one of Coze’s two clouds: this one may have been created for {otherHost}.',
  code: 'code {code}',
  status: 'HTTP {status}',
  logId: 'log ID {logId}',
  demoFailed: {
    message: 'The demo simulated this error.',
    remedy: 'Nothing left your computer. Send another message to continue.',
  },
  demoInterrupted: {
    message: 'The demo simulated an interruption.',
    remedy: 'What was received is kept.',
  },
  reasons: {
    tokenMissing: {
      message: 'There is no access token for {host}.',
      remedy: 'Set a personal access token with the “run” permission.',
    },
    tokenInvalid: {
      message: '{host} does not accept the access token.',
      remedy: 'It may be mistyped, expired or revoked. Set a new one.',
    },
    tokenUnusable: {
      message: 'The stored access token contains characters that can’t be sent.',
      remedy: 'Set the token again, without spaces or line breaks.',
    },
    signInExpired: {
      message: 'The sign-in to {host} has expired.',
      remedy: 'Sign in again, then try again.',
    },
    tokenWrongRegion: {
      message: 'The access token belongs to a different region than {host}.',
      remedy: 'Change the base URL, or set a token for this region.',
    },
    noPermission: {
      message: 'The access token doesn’t have permission for this ({permission}).',
      remedy:
        'Edit the token on Coze: grant the permission and select the workspace. Or set a token that has both.',
    },
    workflowRemoved: {
      message: 'The workflow of this conversation is no longer in your settings. Nothing was sent.',
      remedy:
        'Add it again to continue here, or choose another one: that starts a new conversation with your text.',
    },
    workflowNotFound: {
      message: 'The workflow was not found on {host}.',
      remedy: 'Check the workflow ID and its app ID or agent ID.',
    },
    workflowNotPublished: {
      message: 'The workflow was not found, or has never been published.',
      remedy: 'Publish the chatflow on Coze, and check its ID and workspace.',
    },
    workspaceNotFound: {
      message: 'The workspace was not found on {host}.',
      remedy: 'Check the workspace ID and the base URL.',
    },
    endpointMissing: {
      message: '{host} doesn’t provide this.',
      remedy: 'Self-hosted servers have no lists: enter the ID, or check the base URL.',
    },
    conversationNotFound: {
      message: 'The conversation no longer exists on Coze, or belongs to another account.',
      remedy: 'Start a new conversation; your text is kept.',
    },
    conversationNameUnknown: {
      message: 'The conversation name in the workflow’s parameters doesn’t exist.',
      remedy: 'Correct or remove CONVERSATION_NAME in the settings.',
    },
    botNotFound: {
      message: 'The agent was not found, or the workflow doesn’t belong to it.',
      remedy: 'Check the agent ID (botId) of this workflow in the settings.',
    },
    botNotPublished: {
      message: 'The agent is not published to the API channel.',
      remedy: 'Publish the agent with the API channel selected.',
    },
    badParameters: {
      message: '{host} rejected the request.',
      remedy: 'Check the IDs and parameters of this workflow. Set exactly one of app ID and agent ID.',
    },
    parameterMissing: {
      message: 'A parameter that the workflow requires is missing.',
      remedy:
        'Fill it in under “Workflow inputs”, or add it to “parameters” of this workflow in the settings.',
    },
    messagesInvalid: {
      message: 'The service rejected the messages of this conversation.',
      remedy: 'Start a new conversation; your text is kept.',
    },
    promptTooLong: {
      message: 'The message and its context are too long for the model.',
      remedy: 'Shorten it, or start a new conversation.',
    },
    idNotNumeric: {
      message: 'The ID in “{field}” is not a number.',
      messageWithoutValues: 'An ID is not a number.',
      remedy: 'Copy the ID from the address of the page on Coze. IDs contain only digits.',
    },
    attachmentInvalid: {
      message: 'An attachment can’t be used.',
      remedy: 'Use a public http or https URL of a file that the workflow can read.',
    },
    fileEmpty: {
      message: 'The service received an empty file.',
      remedy: 'Attach a file that has content.',
    },
    filesTooMany: {
      message: 'The service accepts one file per upload.',
      remedy: 'Attach the files one after the other.',
    },
    fileTooLarge: {
      message: 'The file is larger than {host} accepts.',
      remedy:
        'Coze accepts files up to 512 MB; a self-hosted server up to 200 MB unless it is configured otherwise. Attach a smaller file.',
    },
    fileTypeRefused: {
      message: 'The service does not accept files of this type.',
      remedy:
        'Coze accepts documents, spreadsheets, presentations, source code, images, audio, video and archives. Convert the file to one of these.',
    },
    fileBroken: {
      message: 'The service could not read the file.',
      remedy:
        'Check that the file opens and that its file extension matches its content, then attach it again.',
    },
    fileUnknown: {
      message: 'The service no longer has an attached file.',
      remedy:
        'Coze keeps files for three months, and only for the account that uploaded them. Attach the file again.',
    },
    rateLimited: {
      message: 'Too many requests in a short time.',
      remedy: 'Wait a moment, then try again.',
    },
    modelRateLimited: {
      message: 'The workflow’s model is receiving too many requests.',
      remedy: 'Wait about a minute, then try again.',
    },
    dailyQuota: {
      message: 'The daily quota of this agent is used up.',
      remedy: 'Try again tomorrow.',
    },
    creditsExhausted: {
      message: 'The Coze account has no credits left.',
      remedy: 'Top up or upgrade the account, or wait until its quota renews.',
    },
    accountOverdue: {
      message: 'The account has an unpaid bill.',
      remedy: 'Pay it in the Coze or Volcano Engine console.',
    },
    conversationBusy: {
      message: 'Coze is still processing the previous message of this conversation.',
      remedy: 'Wait until it finishes, or start a new conversation.',
    },
    systemBusy: {
      message: '{host} is busy.',
      remedy: 'Try again in a moment.',
    },
    riskControl: {
      message: 'Coze’s risk control blocked this request.',
      remedy: 'Change the text, or try again later.',
    },
    cannotAnswer: {
      message: 'The workflow couldn’t answer this.',
      remedy: 'Try rephrasing.',
    },
    modelInvalid: {
      message: 'The workflow’s model is not available.',
      remedy: 'Choose another model on Coze and publish again.',
    },
    workflowMisconfigured: {
      message: 'The workflow is not set up correctly.',
      remedy: 'Open it on Coze, fix the node named in the message, and publish again.',
    },
    workflowFailed: {
      message: 'A node of the workflow reported an error.',
      remedy: 'Test it on Coze to see which node failed.',
      remedyWithDebugPage: 'The debug page shows which node failed.',
    },
    workflowTimeout: {
      message: 'The workflow took too long and was ended by Coze.',
      remedy: 'Test it on Coze to see which node is slow.',
      remedyWithDebugPage: 'The debug page shows which node was slow.',
    },
    codeNodeFailed: {
      message: 'A code node of the workflow reported an error.',
      remedy: 'Test it on Coze to see the node and its error.',
      remedyWithDebugPage: 'The debug page shows the node and its error.',
    },
    unsupportedHere: {
      message: 'The service doesn’t support this for this kind of workflow.',
      remedy: 'Check that the workflow is a chatflow, and check its app ID or agent ID.',
    },
    serverError: {
      message: '{host} had an internal error.',
      remedy: 'Try again. If it persists, send the log ID to Coze support.',
    },
    serviceUnavailable: {
      message: '{host} is temporarily unavailable.',
      remedy: 'Try again later.',
    },
    unknownCode: {
      message: 'The service reported an error.',
      remedy: 'See the message from the service below.',
    },
    hostNotFound: {
      message: 'The host {host} was not found.',
      remedy:
        'Check the network connection and the base URL; behind a proxy, check the setting “http.proxy”.',
    },
    connectionRefused: {
      message: '{host} refused the connection.',
      remedy: 'Check that the service is running and that the base URL is right.',
    },
    connectionReset: {
      message: 'The connection to {host} was lost.',
      remedy: 'The workflow may still be running on Coze. What was received is kept.',
    },
    connectTimeout: {
      message: 'Connecting to {host} timed out.',
      remedy: 'Check the network connection; behind a proxy, check the setting “http.proxy”.',
    },
    responseTimeout: {
      message: '{host} didn’t respond within {seconds} seconds.',
      messageWithoutValues: '{host} didn’t respond in time.',
      remedy: 'The workflow may have started. Try again, or increase “coze.connectTimeout”.',
    },
    idleTimeout: {
      message: '{host} sent nothing for {seconds} seconds.',
      messageWithoutValues: '{host} stopped sending data.',
      remedy: 'The workflow may still be running on Coze. “coze.idleTimeout” sets how long to wait.',
    },
    streamEnded: {
      message: 'The connection closed before the service reported the end of the run.',
      remedy: 'What was received is kept.',
      remedyWithDebugPage: 'What was received is kept. The debug page may show the rest.',
    },
    computerSlept: {
      message: 'The computer went to sleep, and the connection to {host} was lost.',
      remedy: 'What was received is kept. The workflow may have continued on Coze.',
    },
    offline: {
      message: 'This computer has no network connection to {host}.',
      remedy: 'Connect to a network, then try again.',
    },
    proxyUnreachable: {
      message: 'The proxy {proxy} in front of {host} cannot be reached ({detail}).',
      messageWithoutValues: 'The proxy in front of {host} cannot be reached.',
      remedy:
        'Check “http.proxy” in the settings of VS Code, or the environment variable HTTPS_PROXY. Nothing was sent.',
    },
    proxyAuth: {
      message: 'The proxy requires a user name and password.',
      remedy: 'Check “http.proxy” and “http.proxySupport” in VS Code’s settings.',
    },
    proxyBlocked: {
      message: 'A proxy blocked the request to {host}.',
      remedy: 'Check “http.proxy” in VS Code’s settings, or ask your network administrator.',
    },
    certificate: {
      message: 'The certificate of {host} is not trusted ({detail}).',
      remedy:
        'Behind a company proxy, install its certificate in the operating system and enable “http.systemCertificates”.',
    },
    tlsMissing: {
      message: '{host} does not answer by https ({detail}).',
      remedy:
        'Check the base URL. The address of a service on this computer without https begins with http://.',
    },
    redirected: {
      message: '{host} tried to redirect the request. The redirect was not followed.',
      remedy: 'Check the base URL. A sign-in page of the network may be in the way.',
    },
    notAStream: {
      message: 'The response of {host} is not in Coze’s format ({contentType}).',
      remedy: 'Check the base URL. A proxy or a sign-in page of the network may be in the way.',
    },
    badContent: {
      message: '{host} sent data that can’t be read.',
      remedy: 'Try again. See the log for details.',
    },
    eventTooLarge: {
      message: 'A single event of the answer was larger than {limit}.',
      messageWithoutValues: 'A single event of the answer was too large.',
      remedy: 'Let the workflow return large content as a file.',
    },
    runTooLarge: {
      message: 'The answer was larger than {limit} and was ended.',
      messageWithoutValues: 'The answer was too large and was ended.',
      remedy: 'What was received is kept. Let the workflow return large content as a file.',
    },
    baseUrlInvalid: {
      message: 'The base URL can’t be used ({url}).',
      remedy: 'Enter an address such as https://api.coze.cn.',
    },
    baseUrlInsecure: {
      message: 'The base URL {host} is not encrypted.',
      remedy: 'Use https, because the token is sent there. http is allowed only for localhost.',
    },
    interruptedByRestart: {
      message: 'The window was closed or restarted during the answer.',
      remedy: 'What was received is kept. The workflow may have continued on Coze.',
    },
    internal: {
      message: 'Something went wrong inside the extension ({detail}).',
      remedy: 'See the log for details.',
    },
  },
};
