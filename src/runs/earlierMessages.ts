import type { ChatRequestMessage } from '../coze/wire/chatRequest';
import type { Run, Turn } from '../shared/conversation/conversation';
import { repliesOf } from '../shared/conversation/repeat';

/** The service takes at most this many `additional_messages`. */
export const maxRequestMessages = 50;

/**
 * Earlier turns as messages for a service conversation that does not know them, oldest first. Turns without an answer and
 * hidden turns are omitted. At most `limit` messages, the latest ones; the first is always the user's.
 */
export function earlierMessages(turns: readonly Turn[], limit: number): readonly ChatRequestMessage[] {
  const all = turns.filter((turn) => !turn.isHidden).flatMap(messagesOf);
  const recent = all.slice(Math.max(0, all.length - limit));
  const first = recent.findIndex((message) => message.role === 'user');
  return first < 0 ? [] : recent.slice(first);
}

function messagesOf(turn: Turn): readonly ChatRequestMessage[] {
  const replies = repliesOf(turn);
  const steps = turn.runs
    .map((run, index) => ({ reply: replies[index], answer: answerOf(run) }))
    .filter((step) => step.answer !== '');
  // Of repeated runs only the last one with an answer counts.
  const start = steps.findLastIndex((step) => step.reply === undefined);
  return steps
    .slice(Math.max(0, start))
    .flatMap(({ reply, answer }) => [
      reply === undefined
        ? { role: 'user' as const, ...sendable(turn) }
        : { role: 'user' as const, text: reply },
      { role: 'assistant' as const, text: answer },
    ]);
}

/** The message with the files that can be sent. Those of an imported conversation are at another account: their names remain. */
function sendable({ text, attachments }: Turn): Pick<ChatRequestMessage, 'text' | 'attachments'> {
  const known = attachments.filter(({ fileId, url }) => fileId !== undefined || url !== undefined);
  const names = attachments.map(({ name = '' }) => name).join(', ');
  return { text: text === '' && known.length === 0 ? names : text, attachments: known };
}

function answerOf(run: Run): string {
  return run.messages
    .filter((message) => message.role === 'assistant' && message.text.trim() !== '')
    .map((message) => message.text)
    .join('\n\n');
}
