import { stringify } from 'yaml';
import {
  lastRun,
  questionOf,
  type Conversation,
  type Run,
  type Turn,
} from '../shared/conversation/conversation';
import type { JsonObject } from '../shared/json';
import { isDemoRef } from '../shared/workflow';

/** Longest text that a proposed check compares with. */
const maxCheckLength = 300;

type TurnText = Record<string, unknown>;

/**
 * A test file that repeats a conversation: its messages, answers, choices, forms and parameters, with a check of each outcome,
 * question and answer. Answers of models differ from run to run, so that their check is of similarity. Long numbers and IDs
 * in them are left out. Hidden turns and failed attempts are not repeated.
 */
export function testOfConversation(conversation: Conversation, name: string): string {
  const { workflow } = conversation;
  const turns = conversation.turns.filter(({ isHidden }) => !isHidden);
  const parameters = parametersOf(turns);
  const file = {
    version: 1,
    target: { profile: workflow === undefined || isDemoRef(workflow) ? 'demo' : workflow.name },
    tests: [{ name, ...(parameters && { parameters }), turns: turns.flatMap(turnsOf) }],
  };
  return stringify(file, { lineWidth: 120, singleQuote: true });
}

/** The parameters of the first message that has some: those of a test are the same for all turns. */
function parametersOf(turns: readonly Turn[]): JsonObject | undefined {
  return turns.find(({ parameters }) => parameters)?.parameters;
}

function turnsOf(turn: Turn): readonly TurnText[] {
  const steps: TurnText[] = [];
  let asked: Run | undefined;
  for (const run of turn.runs) {
    const isAgain = run.outcome === 'failed' || run.outcome === 'stopped' || run.outcome === 'cutOff';
    // A repeated run follows a failed one, which stays only as the last of its turn.
    if (isAgain && run !== lastRun(turn)) continue;
    const action = asked && run.reply !== undefined ? replyOf(run.reply, asked) : messageOf(turn);
    steps.push({ ...action, expect: checksOf(run) });
    asked = run.outcome === 'waiting' ? run : asked;
  }
  return steps;
}

function messageOf({ text, attachments }: Turn): TurnText {
  const files = attachments.flatMap((item) => ('url' in item && /^https?:/.test(item.url) ? [item.url] : []));
  return { user: literal(text), ...(files.length > 0 && { files }) };
}

/** The answer as a choice or a form if the question had options or fields that fit it. */
function replyOf(reply: string, asked: Run): TurnText {
  const question = questionOf(asked);
  const card = question?.body.type === 'card' ? question.body.question : undefined;
  if (card?.type === 'options' && card.options.includes(reply)) return { choose: literal(reply) };
  if (card?.type === 'inputs') {
    const form: Record<string, string> = {};
    for (const { name } of card.fields) {
      const line = reply.split('\n').find((one) => one.startsWith(`${name}:`));
      if (line !== undefined) form[name] = literal(line.slice(name.length + 1).trim());
    }
    if (Object.keys(form).length > 0) return { form };
  }
  return { answer: literal(reply) };
}

function checksOf(run: Run): readonly TurnText[] {
  const { outcome = 'completed', error } = run;
  if (error?.code !== undefined && outcome === 'failed')
    return [{ outcome: 'failed' }, { error: { code: error.code } }];
  const checks: TurnText[] = [{ outcome: outcome === 'cutOff' ? 'cut_off' : outcome }];
  if (outcome === 'waiting') {
    const question = questionOf(run);
    const card = question?.body.type === 'card' ? question.body.question : undefined;
    if (card?.type === 'options') checks.push({ options: { equals: card.options.map(literal) } });
    else if (card?.type === 'inputs')
      checks.push({ fields: { includes: card.fields.map(({ name }) => literal(name)) } });
    else if (question && question.text.trim() !== '')
      checks.push({ asks: { contains: literal(firstLine(question.text)) } });
    return checks;
  }
  const answer = run.messages
    .filter(({ role }) => role === 'assistant')
    .map(({ text }) => text)
    .join('\n');
  const stable = withoutIds(answer)
    .trim()
    .slice(0, maxCheckLength)
    .replace(/[\uD800-\uDBFF]$/, '');
  if (outcome === 'completed' && stable !== '')
    checks.push({ similar: { to: literal(stable), atLeast: 0.5 } });
  return checks;
}

function firstLine(text: string): string {
  return (withoutIds(text).trim().split('\n', 1)[0] ?? '')
    .trim()
    .slice(0, 100)
    .replace(/[\uD800-\uDBFF]$/, '');
}

/** Without what is different in each run: long numbers and hexadecimal IDs. */
function withoutIds(text: string): string {
  return text.replace(/\b(?:\d{8,}|(?=[\da-f-]*\d)[\da-f]{8}[\da-f-]{8,})\b/gi, '…');
}

/** A text whose `${…}` is no variable. */
function literal(text: string): string {
  return text.split('${').join('$${');
}
