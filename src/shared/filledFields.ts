import { questionOf, type Turn } from './conversation/conversation';

/** A field of a form as it was filled in. */
export interface FilledField {
  readonly name: string;
  readonly value: string;
}

/**
 * What was filled in where the workflow asked with a form, read from the reply: a line `name:value` for each field, in their
 * order. `undefined` where the reply of that run is anything else, which is then shown as it was written.
 */
export function filledFields(turn: Turn, runIndex: number): readonly FilledField[] | undefined {
  const reply = turn.runs[runIndex]?.reply;
  // A run that failed before it asked anew comes between the question and a further try.
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
