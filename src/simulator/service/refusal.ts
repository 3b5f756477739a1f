/** A request that the service refuses before any stream: `{code, msg}` as JSON. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    /** The HTTP status. Coze refuses most requests with 200 and a code in the body. */
    readonly status = 200,
  ) {
    super(message);
  }
}

const words: ReadonlyMap<number, string> = new Map([
  [400, 'bad request'],
  [401, 'authentication failed'],
  [403, 'Insufficient permissions to access this resource'],
  [404, 'workflow does not exist'],
  [429, 'too many requests'],
  [500, 'internal server error'],
  [502, 'bad gateway'],
  [503, 'service unavailable'],
  [4000, 'Request parameter error'],
  [4001, 'chat not found'],
  [4002, 'conversation not found'],
  [4004, 'additional_messages is invalid'],
  [4006, 'bot not found'],
  [4008, 'The daily request quota of this bot is used up'],
  [4009, 'The system is busy, please try again later'],
  [4010, 'The prompt is too long'],
  [4011, 'The Coze token balance is insufficient'],
  [4012, 'Invalid model'],
  [4013, 'The request rate limit of the model is exceeded'],
  [4015, 'The bot is not published to the API channel'],
  [4016, 'Conversation occupied: another chat is running in this conversation'],
  [4019, 'Overdue payment, please recharge'],
  [4020, 'The request rate of your plan is exceeded'],
  [4027, 'Overdue payment, please recharge'],
  [4028, 'Insufficient Coze credits balance, please wait for the quota refresh or upgrade'],
  [4033, 'Insufficient quota'],
  [4100, 'authentication is invalid'],
  [4101, 'The token you entered does not have permission to access this resource'],
  [4104, 'The chat cannot be canceled in its present state'],
  [4200, 'The requested resource does not exist or the workflow is not published'],
  [5000, 'Internal service error'],
  [700012006, 'access token invalid'],
  [720701013, 'The workflow execution failed'],
  [720702002, 'Missing required parameters'],
  [720702204, '会话名不存在'],
]);

/** The message of a code; a general message for codes that are not listed. */
export function wordsOf(code: number): string {
  return words.get(code) ?? `Simulated error ${code}`;
}

/** The refusal with a code. A code that is an HTTP status is also the status of the reply. */
export function refusalOf(code: number, message = wordsOf(code)): Refusal {
  return new Refusal(code, message, code >= 400 && code <= 599 ? code : 200);
}
