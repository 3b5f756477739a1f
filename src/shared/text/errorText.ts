import { closeUp } from './closeUp';
import type { ErrorInfo, ErrorReason } from '../errorInfo';

/** What is said about one cause. `{host}` and the like are filled in from the error. */
export interface ReasonText {
  /** What happened, one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Said instead where the run has a debug page. */
  readonly remedyWithDebugPage?: string;
}

/** All texts about errors in one language. A cause without a text does not compile. */
export interface ErrorTexts {
  readonly reasons: Readonly<Record<ErrorReason, ReasonText>>;
  /** Stands for `{host}` where the host is not known. */
  readonly theService: string;
  /** Added to errors about the token at either of Coze's clouds. */
  readonly regionHint: string;
  /** "code 4100", "log id …", "HTTP 401": what support asks for. */
  readonly code: string;
  readonly status: string;
  readonly logId: string;
  /** The demo was asked to show an error. */
  readonly demoFailed: ReasonText;
  /** The demo did not come to the end of its answer. */
  readonly demoInterrupted: ReasonText;
}

/** An error in words. `details` are the code, the HTTP status and the log id; empty where there is none. */
export interface ErrorText {
  readonly message: string;
  readonly remedy: string;
  readonly details: string;
  /** The service's own words, to be shown as text. */
  readonly serviceMessage?: string;
}

/** The words for an error in the language of the table. `hasDebugPage`: the reader is offered the page of this run. */
export function errorText(error: ErrorInfo, texts: ErrorTexts, hasDebugPage = false): ErrorText {
  const text = texts.reasons[error.reason];
  const params: Readonly<Record<string, string>> = {
    ...error.params,
    host: error.params?.['host'] || texts.theService,
  };
  const remedies = [fill((hasDebugPage ? text.remedyWithDebugPage : undefined) ?? text.remedy, params)];
  if (params['otherHost']) remedies.push(fill(texts.regionHint, params));
  const details = [
    error.code === undefined ? '' : fill(texts.code, { code: error.code }),
    error.status === undefined ? '' : fill(texts.status, { status: String(error.status) }),
    error.logId === undefined ? '' : fill(texts.logId, { logId: error.logId }),
  ];
  return {
    message: fill(text.message, params),
    remedy: remedies.filter((part) => part !== '').join(' '),
    details: details.filter((part) => part !== '').join(' · '),
    ...(error.serviceMessage !== undefined && { serviceMessage: error.serviceMessage }),
  };
}

/**
 * The words for an error of the demo. It runs in the extension, so nothing about tokens, networks or Coze applies to it, and
 * what its simulated service says about them is left out.
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

/** A name without a value leaves nothing, nor the brackets around it; a Chinese value stands without spaces in Chinese. */
function fill(text: string, params: Readonly<Record<string, string>>): string {
  const filled = text
    .replace(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? '')
    .replace(/ ?(?:\(\)|（）)/g, '')
    .trim();
  return closeUp(filled);
}
