import { CozeAPI } from '@coze/api';
import type { CozeEvent } from '../../src/coze/wire/cozeEvent';
import { CozeError } from '../../src/coze/errors/cozeError';
import { decodeEvent } from '../../src/coze/wire/wire';
import { errorFromService } from '../../src/coze/errors/serviceError';
import { testToken, workflowAt } from '../support/wirePipeline';

/**
 * Reads a stream with the official SDK in the way of its examples; the events are decoded and reduced by our code. An
 * error before the first event counts as a failure with the SDK's code and message, a later one as a cut.
 */
export async function* readWithSdk(baseUrl: string, signal: AbortSignal): AsyncGenerator<CozeEvent> {
  const { workflowId, appId } = workflowAt(baseUrl);
  const client = new CozeAPI({ baseURL: baseUrl, token: testToken });
  const context = { host: new URL(baseUrl).host, secrets: [testToken] };
  let hasBegun = false;
  try {
    const stream = client.workflows.chat.stream(
      {
        workflow_id: workflowId,
        ...(appId !== undefined && { app_id: appId }),
        additional_messages: [{ role: 'user' as never, content: 'Hello', content_type: 'text' }],
      },
      { signal },
    );
    for await (const part of stream) {
      const { event, data } = part as { event?: string; data?: unknown };
      hasBegun = true;
      const text = typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
      yield decodeEvent({ event, data: text, strayLines: '' }, context);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    const { code, msg, status, logid, message } = error as {
      code?: number | null;
      msg?: string | null;
      status?: number;
      logid?: string | null;
      message?: string;
    };
    const info = errorFromService(
      {
        ...(code !== undefined && code !== null && { code: String(code) }),
        message: msg ?? message ?? '',
        ...(logid && { logId: logid }),
      },
      { ...context, ...(status !== undefined && { status }) },
    );
    throw new CozeError(info, hasBegun);
  }
}
