/** The texts of the page "Usage" and of its CSV file, in English. */
export const usageEn = {
  title: 'Usage',

  // Period
  period: 'Period',
  periods: {
    '1': 'Today',
    '7': 'Last 7 days',
    '30': 'Last 30 days',
    '90': 'Last 90 days',
    all: 'All days',
    custom: 'Other days',
  },
  from: 'From',
  to: 'To',

  // Buttons
  exportCsv: 'Export CSV',
  exported: 'Exported',
  reset: 'Reset counts…',
  setBudget: 'Daily budget…',
  ask: 'Ask before sending today',
  stopAsking: 'Stop asking today',

  // Figures
  figures: 'Figures',
  today: 'Tokens today',
  tokens: 'Tokens',
  runs: 'Runs',
  calls: 'Calls',
  input: 'Tokens in',
  output: 'Tokens out',
  unsplit: 'Tokens not split',
  total: 'Total',

  // Budget and hints
  budgetName: 'Daily budget',
  budget: '{used} of {limit} tokens of the daily budget are used ({percent}%).',
  budgetAsks: 'Today you are asked before each message is sent.',
  callsHint:
    'Calls counted on this computer since the last reset: {calls}. A free plan of Coze has 500 calls in all; after them, every call fails. Coze does not report how many are left.',
  callsNotCounted:
    'This counts the requests of runs and of chatflow tests in VS Code, including those that the service refused. It does not count uploads, connection tests, lists of workflows, replays, or calls from the command line, other programs and other computers.',
  demo: 'Demo, not counted. Runs: {runs}. Tokens: {tokens}.',

  // Tables
  byDay: 'Usage by day',
  byWorkflow: 'Usage by workflow',
  byProfile: 'Usage by profile',
  byOutcome: 'Usage by outcome',
  day: 'Day',
  workflow: 'Workflow',
  profile: 'Profile',
  outcome: 'Outcome',
  outcomes: {
    completed: 'Completed',
    waiting: 'Waiting for an answer',
    stopped: 'Stopped',
    failed: 'Failed',
    cutOff: 'Cut off',
    refused: 'Refused or not answered',
    unknown: 'Not recorded',
  },
  nothing: 'No runs in this period.',
  empty: 'No usage yet. Send a message to a workflow, and its tokens and calls are counted here.',

  // Charts
  tokenChart: 'Chart: tokens by {unit}, at most {most}. The table “Usage by day” has the figures.',
  callChart: 'Chart: calls by {unit}, at most {most}. The table “Usage by day” has the figures.',
  units: { day: 'day', month: 'month' },
  tokensBy: { day: 'Tokens by day', month: 'Tokens by month' },
  callsBy: { day: 'Calls by day', month: 'Calls by month' },
  legend: 'Legend',

  // CSV
  key: 'Profile ID',
  isDemo: 'Demo',
  yes: 'yes',
  no: 'no',
};

export type UsageText = typeof usageEn;
