import { isDeepStrictEqual } from 'node:util';
import type { EndedRun } from '../support/wirePipeline';
import type { Expected } from './wireCase';

/** The differences from the expected result; empty if there are none. */
export function differences(ended: EndedRun, expected: Expected): readonly string[] {
  const { run, conversation } = ended;
  const answer = run.messages.findLast((message) => message.role === 'assistant');
  const question = answer?.body.type === 'card' ? answer.body.question : undefined;
  const { code, logId, serviceMessage, reason, retryAfterMs } = run.error ?? {};
  const seen: Record<keyof Expected, unknown> = {
    outcome: run.outcome,
    text: ended.text,
    reason,
    code,
    logId,
    serviceMessage,
    retryAfterMs,
    debugUrl: run.debugUrl,
    isDebugUrlTrusted: run.isDebugUrlTrusted,
    tokens: [run.usage.input, run.usage.output, run.usage.unsplit],
    followUps: run.followUps,
    tools: run.messages.filter(({ role }) => role === 'tool').map(({ text }) => text),
    reasoning: answer?.reasoning,
    conversationId: conversation.cozeConversationId,
    executeId: run.executeId,
    skipped: run.skippedEvents,
    body: answer?.body.type,
    options: question?.type === 'options' ? question.options : undefined,
    fields: question?.type === 'inputs' ? question.fields.map(({ name }) => name) : undefined,
    mediaUrls: answer?.body.type === 'media' ? answer.body.items.map(({ url }) => url) : undefined,
  };
  return (Object.keys(expected) as (keyof Expected)[]).flatMap((key) => {
    const wanted = expected[key];
    const got = seen[key];
    const isSame = wanted instanceof RegExp ? wanted.test(String(got)) : isDeepStrictEqual(got, wanted);
    return isSame ? [] : [`${key}: ${brief(got)}, not ${brief(wanted)}`];
  });
}

function brief(value: unknown): string {
  const text = value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 70 ? `${text.slice(0, 69)}…` : text;
}
