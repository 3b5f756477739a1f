import type { ErrorTexts } from './errorText';

export const errorsEn: ErrorTexts = {
  theService: 'the service',
  regionHint: 'A token works at one of Coze’s two clouds only: this one may have been made for {otherHost}.',
  code: 'code {code}',
  status: 'HTTP {status}',
  logId: 'log id {logId}',
  reasons: {
    tokenMissing: {
      message: 'There is no access token for {host}.',
      remedy: 'Set a token; a personal access token with the permission “run” is enough.',
    },
    tokenInvalid: {
      message: '{host} does not accept the access token.',
      remedy: 'It may be mistyped, expired or revoked. Set a new one.',
    },
    tokenUnusable: {
      message: 'The stored access token has characters that cannot be sent.',
      remedy: 'Set the token again; it has letters, digits and signs only, without spaces or line breaks.',
    },
    tokenWrongRegion: {
      message: 'The access token belongs to another region than {host}.',
      remedy: 'Change the base URL, or set a token of this region.',
    },
    noPermission: {
      message: 'The access token may not run this workflow.',
      remedy:
        'Give the token the permission “run” and the workspace of the workflow, or set a token that has both.',
    },
    workflowRemoved: {
      message: 'The workflow of this conversation is no longer in your settings. Nothing was sent.',
      remedy:
        'Add it again to go on here, or choose another one: that begins a new conversation, with your text.',
    },
    workflowNotFound: {
      message: '{host} does not know this workflow.',
      remedy: 'Check the workflow id, and the app or bot id that goes with it.',
    },
    workflowNotPublished: {
      message: 'The workflow was not found, or has never been published.',
      remedy: 'Publish the chatflow in Coze, and check its id and workspace.',
    },
    conversationNotFound: {
      message: 'The conversation no longer exists at Coze, or belongs to someone else.',
      remedy: 'Start a new conversation; your text is kept.',
    },
    conversationNameUnknown: {
      message: 'The conversation name in the workflow’s parameters does not exist.',
      remedy: 'Correct CONVERSATION_NAME in the settings, or leave it out.',
    },
    botNotFound: {
      message: 'The agent was not found, or the workflow does not belong to it.',
      remedy: 'Check the bot id of this workflow in the settings.',
    },
    botNotPublished: {
      message: 'The agent is not published to the API channel.',
      remedy: 'Publish the agent with the channel “API” switched on.',
    },
    badParameters: {
      message: '{host} rejected the request.',
      remedy: 'Check the ids and parameters of this workflow; exactly one of app id and bot id may be set.',
    },
    parameterMissing: {
      message: 'The workflow needs a parameter that was not sent.',
      remedy: 'Add it to “parameters” of this workflow in the settings.',
    },
    messagesInvalid: {
      message: 'The service did not accept the messages of this conversation.',
      remedy: 'Start a new conversation; your text is kept.',
    },
    promptTooLong: {
      message: 'The message, with what came before, is too long for the model.',
      remedy: 'Shorten it, or start a new conversation.',
    },
    idNotNumeric: {
      message: 'The id in “{field}” is not a number.',
      remedy: 'Copy the id from the address of the page in Coze; it has digits only.',
    },
    attachmentInvalid: {
      message: 'An attachment cannot be used.',
      remedy: 'Attach a public http or https address of a file that the workflow can read.',
    },
    rateLimited: {
      message: 'Too many requests in a short time.',
      remedy: 'Wait a little, then try again.',
    },
    modelRateLimited: {
      message: 'The model behind the workflow has too many requests.',
      remedy: 'Wait about a minute, then try again.',
    },
    dailyQuota: {
      message: 'The daily quota of this agent is used up.',
      remedy: 'Try again tomorrow.',
    },
    creditsExhausted: {
      message: 'The Coze account has no credits left.',
      remedy: 'Top up or upgrade the account, or wait until its quota is renewed.',
    },
    accountOverdue: {
      message: 'The account has an unpaid bill.',
      remedy: 'Pay it in the console of Coze or Volcano Engine.',
    },
    conversationBusy: {
      message: 'Coze is still working on the previous message of this conversation.',
      remedy: 'Wait for it to end, or start a new conversation.',
    },
    systemBusy: {
      message: '{host} is busy.',
      remedy: 'Try again in a moment.',
    },
    riskControl: {
      message: 'Coze’s risk control stopped this request.',
      remedy: 'Change the text, or try again later.',
    },
    cannotAnswer: {
      message: 'The workflow could not answer this.',
      remedy: 'Say it in other words.',
    },
    modelInvalid: {
      message: 'The model of the workflow is not available.',
      remedy: 'Choose another model in Coze and publish again.',
    },
    workflowMisconfigured: {
      message: 'The workflow is not set up correctly.',
      remedy: 'Open it in Coze, repair the node that is named, and publish again.',
    },
    workflowFailed: {
      message: 'The workflow failed while it ran.',
      remedy: 'Test it in Coze to see at which node.',
      remedyWithDebugPage: 'The debug page shows at which node.',
    },
    workflowTimeout: {
      message: 'The workflow took too long and was ended by Coze.',
      remedy: 'Test it in Coze to see which node is slow.',
      remedyWithDebugPage: 'The debug page shows which node was slow.',
    },
    codeNodeFailed: {
      message: 'A code node of the workflow failed.',
      remedy: 'Test it in Coze to see the node and its error.',
      remedyWithDebugPage: 'The debug page shows the node and its error.',
    },
    unsupportedHere: {
      message: 'The service does not do this for this kind of workflow.',
      remedy: 'Check that the workflow is a chatflow, and its app or bot id.',
    },
    serverError: {
      message: '{host} had an internal error.',
      remedy: 'Try again. If it stays, give the log id to Coze’s support.',
    },
    serviceUnavailable: {
      message: '{host} is not available at the moment.',
      remedy: 'Try again in a while.',
    },
    unknownCode: {
      message: 'The service reported an error.',
      remedy: 'Its own words are below.',
    },
    hostNotFound: {
      message: 'The name {host} was not found.',
      remedy:
        'Check the network connection and the base URL; behind a proxy, check the setting “http.proxy”.',
    },
    connectionRefused: {
      message: '{host} refused the connection.',
      remedy: 'Check that the service is running and that the base URL is right.',
    },
    connectionReset: {
      message: 'The connection to {host} was lost.',
      remedy: 'The workflow may still be running at Coze. What had arrived is kept.',
    },
    connectTimeout: {
      message: 'No connection to {host} could be made in time.',
      remedy: 'Check the network connection; behind a proxy, check the setting “http.proxy”.',
    },
    responseTimeout: {
      message: '{host} did not begin to answer within {seconds} seconds.',
      remedy: 'The workflow may have been started. Try again, or raise “coze.connectTimeout”.',
    },
    idleTimeout: {
      message: '{host} sent nothing for {seconds} seconds.',
      remedy: 'The workflow may still be running at Coze. “coze.idleTimeout” sets how long to wait.',
    },
    streamEnded: {
      message: 'The answer ended before it was complete.',
      remedy: 'What had arrived is kept.',
      remedyWithDebugPage: 'What had arrived is kept. The debug page may show the rest.',
    },
    computerSlept: {
      message: 'The computer slept, and the connection to {host} was lost.',
      remedy: 'What had arrived is kept. The workflow may have gone on at Coze.',
    },
    offline: {
      message: 'This computer has no network connection to {host}.',
      remedy: 'Connect to a network, then try again.',
    },
    proxyAuth: {
      message: 'The proxy asks for a user name and password.',
      remedy: 'Check “http.proxy” and “http.proxySupport” in the settings of VS Code.',
    },
    proxyBlocked: {
      message: 'A proxy did not let the request through to {host}.',
      remedy: 'Check “http.proxy” in the settings of VS Code, or ask who runs the network.',
    },
    certificate: {
      message: 'The certificate of {host} is not trusted ({detail}).',
      remedy:
        'Behind a company proxy, install its certificate in the system and switch on “http.systemCertificates”.',
    },
    redirected: {
      message: '{host} wanted to send the request elsewhere; it was not followed.',
      remedy: 'Check the base URL. A sign-in page of the network may stand in between.',
    },
    notAStream: {
      message: '{host} did not answer as Coze does ({contentType}).',
      remedy: 'Check the base URL. A proxy or a sign-in page of the network may stand in between.',
    },
    badContent: {
      message: '{host} sent something that cannot be read.',
      remedy: 'Try again; the log has the details.',
    },
    eventTooLarge: {
      message: 'A single piece of the answer was larger than {limit}.',
      remedy: 'Let the workflow give large content as a file.',
    },
    runTooLarge: {
      message: 'The answer was larger than {limit} and was ended.',
      remedy: 'What had arrived is kept. Let the workflow give large content as a file.',
    },
    baseUrlInvalid: {
      message: 'The base URL cannot be used ({url}).',
      remedy: 'Give an address such as https://api.coze.cn.',
    },
    baseUrlInsecure: {
      message: 'The base URL {host} is not encrypted.',
      remedy: 'Use https; http is allowed for this computer only, because the token is sent there.',
    },
    interruptedByRestart: {
      message: 'The window was closed or restarted while the answer was coming.',
      remedy: 'What had arrived is kept. The workflow may have gone on at Coze.',
    },
    internal: {
      message: 'Something went wrong inside the extension ({detail}).',
      remedy: 'The log has the details.',
    },
  },
};
