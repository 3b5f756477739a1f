import { otherApiHost } from '../../shared/urls/clouds';
import { reasonByCode, reasonOfStatus } from './codeTable';
import { redact } from '../text/redact';
import { errorInfo, type ErrorInfo, type ErrorReason } from '../../shared/errorInfo';
import { foreignLines } from '../../shared/text/foreignText';

/** An error of the service as text, normalized from any of its shapes. */
export interface ServiceFailure {
  readonly code?: string;
  readonly message?: string;
  readonly logId?: string;
}

/** The reply that contained the error. */
export interface ReplyContext {
  readonly host: string;
  /** From the headers `x-tt-logid` (Coze) or `x-log-id` (self-hosted). A log ID in the body takes precedence. */
  readonly logId?: string;
  /** HTTP status, if it is not 2xx. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** Values that must not appear in an error: the token of the request. */
  readonly secrets: readonly string[];
  /** The permission that the request needs, by Coze's name. */
  readonly permission?: string;
}

const maxServiceMessage = 2_000;

/** The service does not have the file of an attachment, or has deleted it (docs/coze-protocol.md, 8). */
const aboutUnknownFile =
  /\bfile(?:[ _]?id)?\b.{0,40}\b(?:not (?:exist|found)|expired|deleted)|文件.{0,20}(?:不存在|过期|已删除)/i;

/** An error that the service reported. Its reason is determined by the code, otherwise by the HTTP status. */
export function errorFromService(failure: ServiceFailure, context: ReplyContext): ErrorInfo {
  const message = foreignLines(redact(failure.message ?? '', context.secrets), maxServiceMessage);
  const logId = failure.logId ?? context.logId;
  const otherHost = otherApiHost(context.host);
  const reason = reasonOf(failure, context.status);
  const isAboutToken =
    reason === 'tokenInvalid' || reason === 'noPermission' || reason === 'tokenWrongRegion';
  return errorInfo(reason, {
    params: {
      host: context.host,
      ...(isAboutToken && otherHost !== undefined && { otherHost }),
      ...(reason === 'noPermission' &&
        context.permission !== undefined && { permission: context.permission }),
    },
    ...(failure.code !== undefined && { code: redact(failure.code, context.secrets).slice(0, 100) }),
    ...(context.status !== undefined && { status: context.status }),
    ...(logId !== undefined && { logId: redact(logId, context.secrets).slice(0, 200) }),
    ...(message !== '' && { serviceMessage: message }),
    ...(context.retryAfterMs !== undefined && { retryAfterMs: context.retryAfterMs }),
  });
}

function reasonOf({ code, message = '' }: ServiceFailure, status: number | undefined): ErrorReason {
  const known = code === undefined ? undefined : reasonByCode.get(code);
  if (known === 'badParameters' && /missing required param|缺少必/i.test(message)) return 'parameterMissing';
  if (known === 'badParameters' && /file content or filename/i.test(message)) return 'fileBroken';
  if (known === 'badParameters' && aboutUnknownFile.test(message)) return 'fileUnknown';
  // A self-hosted server responds so to a path that it does not have (docs/coze-protocol.md, 6.4).
  if (known === 'tokenInvalid' && /session_key/i.test(message)) return 'endpointMissing';
  if (known === 'tokenInvalid' && /region|区域|站点/i.test(message)) return 'tokenWrongRegion';
  return known ?? (status === undefined ? undefined : reasonOfStatus(status)) ?? 'unknownCode';
}
