/** The texts of the page "Run", in English. */
export const runEn = {
  title: 'Run',
  gone: 'The recording of this run is gone. Recordings are deleted after 30 days, or beyond the limit of the setting coze.recording.maxMegabytes.',

  // Outcome
  outcomes: {
    streaming: 'Running',
    completed: 'Completed',
    waiting: 'Waiting for an answer',
    stopped: 'Stopped by the user',
    failed: 'Failed',
    cutOff: 'Cut off',
  },
  remedy: 'What to do',
  code: 'Code',
  serviceMessage: 'Message of the service',

  // Buttons
  actions: {
    openDebugPage: 'Open debug page',
    showRawEvents: 'Show raw events',
    copyCurl: 'Copy as curl',
    copyPython: 'Copy as Python',
    copyTypeScript: 'Copy as TypeScript',
    copyGo: 'Copy as Go',
    exportRun: 'Export run',
    replay: 'Replay',
  },
  copy: 'Copy',
  copyName: 'Copy {name}',
  copyBody: 'Copy body of the request',
  copied: 'Copied',

  // Head
  workflow: 'Workflow',
  workflowId: 'Workflow ID',
  version: 'Version',
  latestVersion: 'latest published',
  baseUrl: 'Base URL',
  startedAt: 'Started',
  duration: 'Duration',
  tokens: 'Tokens',
  tokensSplit: '{input} in, {output} out',
  tokensTotal: '{total} in all',
  serviceTotal: '{tokens}; the service reports {total} in all',
  noTokens: 'not reported',
  isReply: 'Sent as',
  reply: 'answer to a question of the workflow',
  recordedBy: 'Recorded by version',

  // IDs
  ids: 'IDs',
  id: 'ID',
  value: 'Value',
  usedFor: 'Used for',
  idNames: {
    execute: 'Execution ID',
    log: 'Log ID',
    conversation: 'Conversation ID',
    chat: 'Chat ID',
    section: 'Section ID',
    run: 'Run ID',
  },
  idUses: {
    execute: "finds the run in Coze's list of executions and on the debug page",
    log: "names the request for Coze's support",
    conversation: 'continues the conversation in another call',
    chat: 'names this answer within the conversation, for example to cancel it',
    section: 'names the part of the conversation that Coze uses as context',
    run: 'names the recording in this extension',
  },

  // Figures
  figures: 'Figures',
  firstEvent: 'First event after',
  firstText: 'First text after',
  tokensPerSecond: 'Output tokens per second',
  longestSilence: 'Longest silence',
  events: 'Events',
  received: 'Received',
  characters: 'Characters of the answers',
  unknown: 'not known',

  // Timeline
  timeline: 'Timeline',
  what: 'What',
  bar: 'Bar',
  from: 'From',
  lasts: 'Duration',
  open: 'goes on',
  spans: {
    preparation: 'Preparation',
    request: 'Request',
    firstEvent: 'Wait for first event',
    answer: 'Answer',
    question: 'Question',
    toolCall: 'Tool call',
    toolOutput: 'Tool output',
    knowledge: 'Knowledge',
    silence: 'Silence',
    retryWait: 'Wait before retry',
    human: 'Wait for the user',
    firstText: 'First text',
    requestFailed: 'Request failed',
    stopped: 'Stopped',
    ended: 'End',
  },

  // Events
  filterEvents: 'Filter events',
  number: 'No.',
  offset: 'Offset',
  eventName: 'Name',
  size: 'Size',
  text: 'Text',
  noName: '(no name)',
  eventCount: '{count} events',
  filteredCount: '{shown} of {count} events',
  gridHint: 'Press Enter to open the raw event.',
  marks: {
    ignored: 'no meaning for a chat',
    unknown: 'unknown',
    badJson: 'unreadable',
    repeated: 'repeated',
    late: 'after the end of its message',
    beyondLimit: 'beyond the limit of messages',
  },

  // Requests
  request: 'Request',
  requestNumber: 'Request {number}',
  status: 'HTTP status',
  noResponse: 'no response',
  headers: 'Headers of the response',
  body: 'Body of the request',
  replyBody: 'Body of the response',
};

type TextsOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextsOf<T[K]> };
export type RunText = TextsOf<typeof runEn>;
