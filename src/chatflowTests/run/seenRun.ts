import type { OutcomeName } from '../testFile/checkSpec';
import type { Seen, SeenQuestion } from '../checks/seen';
import { questionOf, type Run, type RunOutcome } from '../../shared/conversation/conversation';
import type { RunResult } from '../../runs/runOnce';
import { totalTokens } from '../../shared/usage';

interface Times {
  readonly durationMs: number;
  readonly firstTokenMs?: number;
}

/** What checks see of a finished run. */
export function seenOf(result: RunResult, times: Times, questionBefore: SeenQuestion | undefined): Seen {
  const { run, outcome, text, error } = result;
  const question = outcome === 'waiting' ? askedIn(run) : undefined;
  return {
    outcome: outcomeName(outcome),
    text,
    answers: run.messages.filter(({ role }) => role === 'assistant').map((message) => message.text),
    ...(question && { question }),
    ...(questionBefore && { questionBefore }),
    followUps: run.followUps,
    tools: run.messages.flatMap(({ body }) =>
      body.type === 'tool' && body.tool === 'call' && body.name !== undefined ? [body.name] : [],
    ),
    tokens: totalTokens(run.usage),
    ...times,
    ...(error && { error }),
  };
}

/** The question of a waiting run. That of a form is often the message before it. */
function askedIn(run: Run): SeenQuestion | undefined {
  const asked = questionOf(run);
  if (!asked) return undefined;
  const card = asked.body.type === 'card' ? asked.body.question : undefined;
  if (card?.type === 'options') return { text: card.title || asked.text, options: card.options };
  if (card?.type === 'inputs') {
    const before = run.messages.findLast((message) => message.role === 'assistant' && message !== asked);
    return { text: card.title || before?.text || asked.text, fields: card.fields.map(({ name }) => name) };
  }
  return { text: asked.text };
}

function outcomeName(outcome: RunOutcome): OutcomeName {
  return outcome === 'cutOff' ? 'cut_off' : outcome;
}
