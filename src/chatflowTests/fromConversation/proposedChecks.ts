import { questionOf, type Run } from '../../shared/conversation/conversation';
import { isObject } from '../../shared/json/json';
import { totalTokens } from '../../shared/usage';
import { answerJson, TooDeep } from '../checks/answerJson';
import type { OutcomeName } from '../testFile/checkSpec';

/** A check that a run passes: its name and its value, as a test file has them. */
export interface ProposedCheck {
  readonly name: string;
  readonly value: unknown;
  /** Whether it probably says what the author means, and is true of most runs. */
  readonly isUseful: boolean;
}

/** Longest text that a check compares with. */
const maxTextLength = 300;
/** Most members of a JSON answer that get a check. */
const maxMembers = 5;

/** The checks that a run passes, the most useful ones first. IDs in texts are left out: they differ in each run. */
export function proposedChecks(run: Run): readonly ProposedCheck[] {
  const { outcome = 'completed', error } = run;
  const name: OutcomeName = outcome === 'cutOff' ? 'cut_off' : outcome;
  const first = { name: 'outcome', value: name, isUseful: true };
  if (outcome === 'failed')
    return error?.code === undefined
      ? [first]
      : [first, { name: 'error', value: { code: error.code }, isUseful: true }];
  return [first, ...(outcome === 'waiting' ? questionChecks(run) : answerChecks(run)), ...limitChecks(run)];
}

function questionChecks(run: Run): readonly ProposedCheck[] {
  const question = questionOf(run);
  if (!question) return [];
  const card = question.body.type === 'card' ? question.body.question : undefined;
  const asked = firstLine(card?.title || question.text);
  const asks =
    asked === '' ? [] : [{ name: 'asks', value: { contains: asked }, isUseful: card === undefined }];
  if (card?.type === 'options')
    return [{ name: 'options', value: { equals: card.options }, isUseful: true }, ...asks];
  if (card?.type === 'inputs') {
    const names = card.fields.map((field) => field.name);
    return [{ name: 'fields', value: { includes: names }, isUseful: true }, ...asks];
  }
  return asks;
}

function answerChecks(run: Run): readonly ProposedCheck[] {
  const answer = run.messages
    .filter(({ role }) => role === 'assistant')
    .map(({ text }) => text)
    .join('\n');
  const members = memberChecks(answer);
  const text = cut(withoutIds(answer).trim(), maxTextLength);
  const line = firstLine(answer);
  const tools = run.messages.flatMap(({ body }) =>
    body.type === 'tool' && body.tool === 'call' && body.name !== undefined ? [body.name] : [],
  );
  return [
    ...members,
    // Answers of models differ from run to run: similar ones are right, too.
    ...(text === ''
      ? []
      : [{ name: 'similar', value: { to: text, atLeast: 0.5 }, isUseful: members.length === 0 }]),
    ...(line === '' ? [] : [{ name: 'text', value: { contains: line }, isUseful: false }]),
    ...(tools.length > 0
      ? [{ name: 'tools', value: { includes: [...new Set(tools)] }, isUseful: false }]
      : []),
    ...(run.followUps.length > 0
      ? [{ name: 'followUps', value: { count: { above: 0 } }, isUseful: false }]
      : []),
  ];
}

/** The members of an answer in JSON that are no IDs, and whose names need no brackets in a path. */
function memberChecks(answer: string): readonly ProposedCheck[] {
  const json = jsonOf(answer);
  if (!isObject(json)) return [];
  return Object.entries(json)
    .filter(([name, value]) => /^[A-Za-z_]\w*$/.test(name) && isStable(value))
    .slice(0, maxMembers)
    .map(([name, equals]) => ({
      name: 'json',
      value: { path: `$.${name}`, equals },
      isUseful: true,
    }));
}

/** The JSON that checks see. */
function jsonOf(answer: string): unknown {
  try {
    return answerJson(answer);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

function isStable(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= maxTextLength && withoutIds(value) === value;
  return typeof value === 'boolean' || (typeof value === 'number' && Math.abs(value) < 1e8);
}

/** Twice of what the run took. */
function limitChecks({ startedAt, endedAt, usage }: Run): readonly ProposedCheck[] {
  const tokens = totalTokens(usage);
  const seconds = endedAt === undefined ? 0 : Math.ceil((2 * (endedAt - startedAt)) / 1_000);
  return [
    ...(seconds > 0 ? [{ name: 'duration', value: { below: `${String(seconds)}s` }, isUseful: false }] : []),
    ...(tokens > 0 ? [{ name: 'tokens', value: { below: 2 * tokens }, isUseful: false }] : []),
  ];
}

function firstLine(text: string): string {
  return cut((withoutIds(text).trim().split('\n', 1)[0] ?? '').split('…', 1)[0]?.trim() ?? '', 100);
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** Without what is different in each run: long numbers and hexadecimal IDs. */
function withoutIds(text: string): string {
  return text.replace(/\b(?:\d{8,}|(?=[\da-f-]*\d)[\da-f]{8}[\da-f-]{8,})\b/gi, '…');
}
