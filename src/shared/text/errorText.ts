import { closeUp } from './closeUp';
import type { ErrorInfo, ErrorReason } from '../errorInfo';

/** The texts of one cause. Placeholders such as `{host}` are replaced by `ErrorInfo.params`. */
interface ReasonText {
  /** What happened, in one sentence. */
  readonly message: string;
  /** Replaces `message` if a value of it is not known. */
  readonly messageWithoutValues?: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Replaces `remedy` if the run has a debug page. */
  readonly remedyWithDebugPage?: string;
}

/** All error texts in one language. A missing cause does not compile. */
export interface ErrorTexts {
  readonly reasons: Readonly<Record<ErrorReason, ReasonText>>;
  /** Replaces `{host}` if the host is unknown. */
  readonly theService: string;
  /** Appended to token errors of Coze's two clouds. */
  readonly regionHint: string;
  /** Details for Coze support: "code 4100", "HTTP 401", "log ID …". */
  readonly code: string;
  readonly status: string;
  readonly logId: string;
  /** The demo showed an error on request. */
  readonly demoFailed: ReasonText;
  /** The demo broke off its answer. */
  readonly demoInterrupted: ReasonText;
}

/** An error as text. `details` holds the code, the HTTP status and the log ID, or is empty. */
export interface ErrorText {
  readonly message: string;
  readonly remedy: string;
  readonly details: string;
  /** The service's message, to be shown as plain text. */
  readonly serviceMessage?: string;
}

/** The text of an error in the language of `texts`. `hasDebugPage`: a link to the debug page is shown beside it. */
export function errorText(error: ErrorInfo, texts: ErrorTexts, hasDebugPage = false): ErrorText {
  const text = texts.reasons[error.reason];
  const params = withHost(error.params, texts);
  const remedies = [fill((hasDebugPage ? text.remedyWithDebugPage : undefined) ?? text.remedy, params)];
  if (params['otherHost']) remedies.push(fill(texts.regionHint, params));
  const details = [
    error.code === undefined ? '' : fill(texts.code, { code: error.code }),
    error.status === undefined ? '' : fill(texts.status, { status: String(error.status) }),
    error.logId === undefined ? '' : fill(texts.logId, { logId: error.logId }),
  ];
  return {
    message: errorMessage(error.reason, error.params, texts),
    remedy: closeUp(remedies.filter((part) => part !== '').join(' ')),
    details: details.filter((part) => part !== '').join(' · '),
    ...(error.serviceMessage !== undefined && { serviceMessage: error.serviceMessage }),
  };
}

/** What happened, without what to do about it. */
export function errorMessage(reason: ErrorReason, values: ErrorInfo['params'], texts: ErrorTexts): string {
  const { message, messageWithoutValues } = texts.reasons[reason];
  const params = withHost(values, texts);
  const isComplete = [...message.matchAll(placeholder)].every(([, name = '']) => params[name]);
  return fill(isComplete ? message : (messageWithoutValues ?? message), params);
}

/**
 * The text of an error of the demo. The demo runs in the extension, so texts about tokens, networks and Coze do not apply, and
 * messages of its simulated service about them are omitted.
 */
export function demoErrorText(error: ErrorInfo, texts: ErrorTexts): ErrorText {
  const { serviceMessage, ...words } = errorText(
    { ...error, params: { ...error.params, otherHost: '' } },
    texts,
  );
  const isAboutWorkflow = error.kind === 'server' && serviceMessage !== undefined;
  return { ...words, ...demoReason(error, texts, words), ...(isAboutWorkflow && { serviceMessage }) };
}

function demoReason(error: ErrorInfo, texts: ErrorTexts, words: ReasonText): ReasonText {
  if (error.reason === 'internal') return { message: words.message, remedy: words.remedy };
  const isInterrupted = error.kind === 'network' || error.kind === 'timeout';
  return isInterrupted ? texts.demoInterrupted : texts.demoFailed;
}

const placeholder = /\{(\w+)\}/g;

function withHost(params: ErrorInfo['params'], texts: ErrorTexts): Readonly<Record<string, string>> {
  return { ...params, host: params?.['host'] || texts.theService };
}

/** Fills in placeholders. A missing value is removed with the brackets around it. */
function fill(text: string, params: Readonly<Record<string, string>>): string {
  const filled = text
    .replace(placeholder, (_whole, name: string) => params[name] ?? '')
    .replace(/ ?(?:\(\)|（）)/g, '')
    .trim();
  return closeUp(filled);
}
