import { errorInfo } from '../../../shared/errorInfo';
import { isHttpUrl } from '../../../shared/urls/urls';
import { isDemo } from '../../../shared/workflow';
import { permissions } from '../../../shared/permissions';
import { CozeError } from '../../errors/cozeError';
import { sendAuthorized, type Endpoint, type HttpDeps } from '../../transport/authorizedFetch';
import { chatStream } from '../../transport/chatStream';
import type { StreamTimeouts } from '../../transport/streamTimers';
import type { WireLog } from '../../transport/authorizedFetch';
import type { ChatRequest } from '../../wire/chatRequest';
import type { CozeEvent } from '../../wire/cozeEvent';
import type { TraceSink } from '../../wire/traceEntry';
import { encodeChatRequest } from '../../wire/wireRequest';

export interface ChatDeps extends HttpDeps {
  readonly timeouts: () => StreamTimeouts;
  readonly log: WireLog;
  /** Called for each run. Returns the receiver of its trace, or `undefined` to not trace it. */
  readonly trace?: () => TraceSink | undefined;
}

/**
 * Runs a chatflow (docs/coze-protocol.md, 1.3): one POST when the iteration starts. See {@link chatStream}. `traceRun` receives
 * what crosses the wire.
 */
export function streamChat(
  endpoint: Endpoint,
  request: ChatRequest,
  signal: AbortSignal,
  deps: ChatDeps,
  traceRun?: TraceSink,
): AsyncIterable<CozeEvent> {
  const onTrace = joined(deps.trace?.(), traceRun);
  return chatStream({
    send: (abortSignal) => {
      checkRequest(request);
      const body = encodeChatRequest(request);
      return sendAuthorized(
        endpoint,
        { method: 'POST', path: '/v1/workflows/chat', body, permission: permissions.chat },
        'text/event-stream',
        abortSignal,
        deps,
      );
    },
    signal,
    timeouts: deps.timeouts(),
    now: deps.now ?? Date.now,
    log: deps.log,
    onRejected: (origin) => deps.credentials.rejected(origin),
    ...(deps.proxyFor && { proxyFor: deps.proxyFor }),
    ...(onTrace && { onTrace }),
  });
}

/** One sink for two. */
function joined(first: TraceSink | undefined, second: TraceSink | undefined): TraceSink | undefined {
  if (!first || !second) return first ?? second;
  return (entry) => {
    first(entry);
    second(entry);
  };
}

/**
 * Throws for ids that are not numbers, to which self-hosted Coze responds with a stack trace (docs/coze-protocol.md,
 * 1.3).
 */
function checkRequest({ workflow, messages }: ChatRequest): void {
  if (!isDemo(workflow)) {
    const ids = [
      ['workflow_id', workflow.workflowId],
      ['app_id', workflow.appId || '0'],
      ['bot_id', workflow.botId || '0'],
    ] as const;
    for (const [field, id] of ids) {
      if (!/^\d+$/.test(id)) throw new CozeError(errorInfo('idNotNumeric', { params: { field } }));
    }
  }
  const attachments = messages.flatMap((message) => message.attachments ?? []);
  if (!attachments.every(({ fileId, url }) => fileId !== undefined || isHttpUrl(url))) {
    throw new CozeError(errorInfo('attachmentInvalid'));
  }
}
