import { questionOf, type Turn } from './conversation/conversation';

/** A form field with its value. */
export interface FilledField {
  readonly name: string;
  readonly value: string;
}

/**
 * The values of a form, read from the answer to it: one line `name:value` for each field, in order. `undefined` if the answer
 * has another format; it is then shown verbatim.
 */
export function filledFields(turn: Turn, runIndex: number): readonly FilledField[] | undefined {
  const reply = turn.runs[runIndex]?.reply;
  // Failed runs can come between the question and the repeat of its answer.
  const asking = turn.runs.slice(0, runIndex).findLast((run) => run.outcome === 'waiting');
  const body = asking && questionOf(asking)?.body;
  if (reply === undefined || body?.type !== 'card' || body.question?.type !== 'inputs') return undefined;
  const lines = reply.split('\n');
  const { fields } = body.question;
  if (fields.length === 0 || lines.length !== fields.length) return undefined;
  const filled: FilledField[] = [];
  for (const [index, { name }] of fields.entries()) {
    const line = lines[index] ?? '';
    if (!line.startsWith(`${name}:`)) return undefined;
    filled.push({ name, value: line.slice(name.length + 1) });
  }
  return filled;
}
