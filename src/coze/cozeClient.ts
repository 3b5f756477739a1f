import { isHttpUrl } from '../shared/urls';
import type { Workflow } from '../shared/workflow';
import { errorFromReply, maxBodyBytes, replyContext } from './transport/acceptGate';
import { sendAuthorized, type RequestSpec, type TokenSource } from './transport/authorizedFetch';
import type { ChatClient, ChatRequest } from './wire/chatRequest';
import { chatStream } from './transport/chatStream';
import { CozeError, explainError, isCozeError } from './errors/cozeError';
import type { CozeEvent } from './wire/cozeEvent';
import { parseWireJson } from './text/json';
import { isObject } from '../shared/json';
import { errorFromNetwork, networkSituation } from './errors/networkError';
import { errorInfo } from '../shared/errorInfo';
import { ReplyBody } from './transport/replyBody';
import type { StreamTimeouts } from './transport/streamTimers';
import { decodeFailureBody } from './wire/wire';
import { encodeCancel, encodeChatRequest, encodeFeedback } from './wire/wireRequest';
import type { WireLog } from './transport/wireLog';

export interface CozeClientOptions {
  /** Looked up at every call, so that a `fetch` patched later by the editor is the one in use. */
  readonly fetch: typeof fetch;
  readonly token: TokenSource;
  readonly timeouts: () => StreamTimeouts;
  readonly log: WireLog;
  /** The proxy that is in force for an origin, as it is configured; undefined where there is none. */
  readonly proxyFor?: (origin: string) => string | undefined;
  /** Wall clock in milliseconds since the epoch. */
  readonly now?: () => number;
}

const cancelTimeoutMs = 3_000;
const callTimeoutMs = 30_000;

/** Coze over HTTP. One call is one request: nothing is repeated here. */
export class CozeClient implements ChatClient {
  constructor(private readonly options: CozeClientOptions) {}

  streamChat(request: ChatRequest, signal: AbortSignal): AsyncIterable<CozeEvent> {
    const { options } = this;
    return chatStream({
      send: (abortSignal) => {
        checkRequest(request);
        return sendAuthorized(
          {
            workflow: request.workflow,
            method: 'POST',
            path: '/v1/workflows/chat',
            body: encodeChatRequest(request),
            accept: 'text/event-stream',
            signal: abortSignal,
          },
          options.token,
          options.fetch,
        );
      },
      signal,
      timeouts: options.timeouts(),
      now: options.now ?? Date.now,
      log: options.log,
      ...(options.proxyFor && { proxyFor: options.proxyFor }),
    });
  }

  async cancelChat(workflow: Workflow, conversationId: string, chatId: string): Promise<boolean> {
    try {
      await this.call(
        { workflow, method: 'POST', path: '/v3/chat/cancel', body: encodeCancel(conversationId, chatId) },
        cancelTimeoutMs,
      );
      return true;
    } catch (error) {
      const { reason, code, logId } = explainError(error);
      this.options.log.info(`cancel was not taken: ${[reason, code, logId].filter(Boolean).join(', ')}`);
      return false;
    }
  }

  async giveFeedback(
    workflow: Workflow,
    conversationId: string,
    messageId: string,
    feedback: 'like' | 'unlike' | 'none',
  ): Promise<void> {
    const path = `/v1/conversations/${encodeURIComponent(conversationId)}/messages/${encodeURIComponent(messageId)}/feedback`;
    await this.call(
      feedback === 'none'
        ? { workflow, method: 'DELETE', path }
        : { workflow, method: 'POST', path, body: encodeFeedback(feedback) },
      callTimeoutMs,
    );
  }

  /** A small JSON call. Throws {@link CozeError} unless the service answers with code 0. */
  private async call(spec: Omit<RequestSpec, 'accept' | 'signal'>, timeoutMs: number): Promise<void> {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort();
    }, timeoutMs);
    let host = '';
    let origin = '';
    try {
      const sent = await sendAuthorized(
        { ...spec, accept: 'application/json', signal: controller.signal },
        this.options.token,
        this.options.fetch,
      );
      ({ host, origin } = sent);
      const response = await sent.response;
      const context = replyContext(response, host, sent.secrets, (this.options.now ?? Date.now)());
      const body = new ReplyBody(response);
      if (!response.ok) throw await errorFromReply(response, body, context);
      const { text, failure: broken } = await body.readStart(maxBodyBytes, timeoutMs);
      if (broken !== undefined) throw broken;
      const failure = decodeFailureBody(text, context);
      if (failure) throw new CozeError(failure);
      const value = parseWireJson(text);
      if (!isObject(value) || value['code'] !== 0) {
        throw new CozeError(errorInfo('badContent', { params: { host } }));
      }
    } catch (error) {
      if (isCozeError(error)) throw error;
      throw new CozeError(
        controller.signal.aborted
          ? errorInfo('responseTimeout', { params: { host, seconds: String(timeoutMs / 1_000) } })
          : errorFromNetwork(error, networkSituation(host, origin, this.options.proxyFor)),
      );
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Self-hosted Coze panics on an id that is no number, and says so with a stack. */
function checkRequest(request: ChatRequest): void {
  const { workflow } = request;
  if (workflow.source !== 'demo') {
    const ids = [
      ['workflow_id', workflow.workflowId],
      ['app_id', workflow.appId || '0'],
      ['bot_id', workflow.botId || '0'],
    ] as const;
    for (const [field, id] of ids) {
      if (!/^\d+$/.test(id)) throw new CozeError(errorInfo('idNotNumeric', { params: { field } }));
    }
  }
  for (const item of request.messages.flatMap((message) => message.attachments ?? [])) {
    if (item.fileId === undefined && !isHttpUrl(item.url)) {
      throw new CozeError(errorInfo('attachmentInvalid'));
    }
  }
}
