/** Texts of the command line in English. */
export const en = {
  usage: `Usage: coze-chatflow-test run|list [files, folders or patterns] [options]

  run                    runs the tests of *.coze-test.yaml, .yml and .json
  list                   lists the tests and their number of calls

Selection
  --grep PATTERN         tests whose "file › name" matches a regular expression
  --tag NAME             tests with this tag; can be repeated
  --only-failed FILE     tests with a failure or an error in the results of --json
  --shard I/N            the I-th of N parts
  --repeat N             runs each test N times

Run
  --dry-run              counts the calls, sends none
  --record, --replay     keeps the runs in __runs__ beside the tests, or plays them without network
  --concurrency N        tests at a time; 2 by default
  --bail [N]             no further test begins after N failures and errors; 1 by default
  --budget-calls N       refuses to run if the tests could make more calls
  --budget-tokens N      skips the tests that are left when so many tokens are used
  --timeout TIME         longest time of all tests, such as 10m
  --profile-file FILE    profiles, as in the setting coze.workflows; .vscode/settings.json by default

Results
  --junit FILE, --json FILE, --html FILE
  --github               annotations and the summary of a GitHub step
  --lang en|zh           language of the texts

Environment: COZE_API_TOKEN, or COZE_OAUTH_APP_ID, COZE_OAUTH_KEY_ID and COZE_OAUTH_PRIVATE_KEY; COZE_BASE_URL.
The token is sent to the host of COZE_BASE_URL only (https://api.coze.cn by default).
Exit codes: 0 passed, 1 failed, 2 wrong use or file, 3 errors without failures, 4 budget, 130 interrupted.`,
  optionUnknown: 'There is no option {name}. --help lists all options.',
  optionUnknownNear: 'There is no option {name}. Did you mean {near}?',
  valueMissing: '{name} needs a value.',
  valueUnwanted: '{name} takes no value.',
  commandMissing: 'The command is missing. Use run or list.',
  commandUnknown: 'There is no command “{command}”. Use run or list.',
  sameReport: '{first} and {second} name the same file. One report would replace the other.',
  recordAndReplay: '--record and --replay cannot be combined.',
  numberInvalid: '{name} must be a whole number from 1 to {limit}, not “{value}”.',
  patternInvalid: '--grep must be a regular expression, not “{value}”.',
  shardInvalid: '--shard must be I/N with I from 1 to N, such as 1/3, not “{value}”.',
  timeoutInvalid: '--timeout must be a time such as 90s or 10m, not “{value}”.',
  languageUnknown: '--lang must be en or zh, not “{value}”.',
  noFiles: 'There are no test files (*.coze-test.yaml, .yml, .json) in {paths}.',
  noTests: 'No test matches.',
  fileMissing: 'There is no file “{path}”.',
  folderUnreadable: 'The folder {path} cannot be read: {detail}',
  resultsUnreadable: 'The results in {path} cannot be read. --json writes them.',
  profilesUnreadable: 'The profiles in {path} cannot be read.',
  profileRefused: '{path}: entry {number} of the profiles cannot be used. {problem}',
  baseUrlInvalid: 'COZE_BASE_URL must be an https address, or http for this computer.',
  baseUrlNotApi: 'COZE_BASE_URL is the address of Coze’s pages, not of its API. Use {api}.',
  baseUrlImitation: 'The host of COZE_BASE_URL, “{host}”, only looks like “{imitated}”. Nothing was sent.',
  oauthIncomplete:
    'COZE_OAUTH_APP_ID, COZE_OAUTH_KEY_ID and COZE_OAUTH_PRIVATE_KEY are used together; {name} is not set.',
  oauthKeyInvalid: 'COZE_OAUTH_PRIVATE_KEY is neither a private key in PEM format nor its base64.',
  planned: '{tests}, at most {calls} (Coze’s free plan has 500 in all)',
  spent: '{calls} made (Coze’s free plan has 500 in all)',
  plannedFree: '{tests}, no calls to a service',
  overBudget: 'Not run: the tests can make {calls}, more than the budget of {limit}. Nothing was sent.',
  overFileBudget:
    'Not run: the tests of {file} can make {calls}, more than their budget of {limit}. Nothing was sent.',
  onlyMarked: 'Only tests that are marked with “only” run.',
  tokenBroken:
    'COZE_API_TOKEN is not an access token: it has a space or a line break within. Copy the token again.',
  tokenUnusable:
    'COZE_API_TOKEN is not an access token: it is something else, or has characters that cannot be sent.',
  noToken: 'There is no token for {host}. Set COZE_API_TOKEN.',
  tokenForOther: 'The token is only sent to {own}, the host of COZE_BASE_URL, not to {host}.',
  stale: 'The recording {path} is {days} old.',
  staleVersion: 'The recording {path} is of the version {version} and {days} old.',
  unwritten: 'The recording {path} could not be written.',
  reportUnwritten: 'The report {path} could not be written: {detail}',
  noReports: 'No test runs, so no report is written.',
  interrupted: 'Interrupted. Tests that had not ended are skipped.',
  timedOut: 'The time limit is reached. Tests that had not ended are skipped.',
  row: 'row {number}',
  line: 'line {line}',
  testsOne: '{count} test',
  testsMany: '{count} tests',
  callsOne: '{count} call',
  callsMany: '{count} calls',
  daysOne: '{count} day',
  daysMany: '{count} days',
  running: '{done} of {all} · {name}',
  more: '{count} more failed checks and errors are in the log and in the reports.',
  unexpected: 'The program ended with an error: {detail}',
  passed: 'passed',
  failed: 'failed',
  flaky: 'flaky',
  error: 'error',
  skipped: 'skipped',
  total: '{verdict}: {count}',
  reportTitle: 'Chatflow tests',
  test: 'Test',
  verdict: 'Verdict',
  callsTitle: 'Calls',
  tokens: 'Tokens',
  tokensUsed: '{count} tokens',
} as const;

export type CliKey = keyof typeof en;
export type CliWords = Readonly<Record<CliKey, string>>;
