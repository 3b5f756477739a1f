import { stringify } from 'yaml';
import {
  lastRun,
  questionOf,
  type Conversation,
  type Run,
  type Turn,
} from '../../shared/conversation/conversation';
import type { JsonObject } from '../../shared/json/json';
import { isDemoRef } from '../../shared/workflow';
import { Literals, nameWithoutTokens } from './literals';
import { proposedChecks, type ProposedCheck } from './proposedChecks';

/** One turn of a proposed test: what is sent, and the checks that its answer passes. */
export interface ProposedTurn {
  readonly action: 'user' | 'answer' | 'choose' | 'form';
  readonly sent: string | Readonly<Record<string, string>>;
  /** Public URLs of the message. */
  readonly files: readonly string[];
  readonly checks: readonly ProposedCheck[];
}

/** A test that repeats a conversation. */
export interface ProposedTest {
  readonly profile: string;
  /** Those of the first message that has some: the parameters of a test are the same for all turns. */
  readonly parameters?: JsonObject;
  readonly turns: readonly ProposedTurn[];
}

/**
 * The messages, answers, choices, forms and parameters of a conversation as a test. Hidden turns and failed attempts are not
 * repeated. Files that were uploaded are not part of it: the service keeps them for a time only.
 */
export function proposedTest(conversation: Conversation): ProposedTest {
  const { workflow } = conversation;
  const turns = conversation.turns.filter(({ isHidden }) => !isHidden);
  const parameters = turns.find((turn) => turn.parameters)?.parameters;
  return {
    profile: workflow === undefined || isDemoRef(workflow) ? 'demo' : workflow.name,
    ...(parameters && { parameters }),
    turns: turns.flatMap(turnsOf),
  };
}

/** The test file, with the chosen checks. Texts are literal, and access tokens are environment variables. */
export function testFileText(
  { profile, parameters, turns }: ProposedTest,
  name: string,
  chosen: ReadonlySet<ProposedCheck>,
): string {
  const literals = new Literals();
  const steps = turns.map(({ action, sent, files, checks }) => {
    const expected = checks.filter((check) => chosen.has(check));
    return {
      [action]: literals.value(sent),
      ...(files.length > 0 && { files: literals.value(files) }),
      ...(expected.length > 0 && {
        expect: expected.map((check) => ({ [check.name]: literals.value(check.value) })),
      }),
    };
  });
  const test = {
    name: nameWithoutTokens(name),
    ...(parameters && { parameters: literals.value(parameters) }),
    turns: steps,
  };
  const { variables } = literals;
  const file = { version: 1, target: { profile }, ...(variables && { variables }), tests: [test] };
  return stringify(file, { lineWidth: 120, singleQuote: true });
}

/** A check on one line, as a test file has it. */
export function checkLine({ name, value }: ProposedCheck): string {
  return stringify({ [name]: value }, { collectionStyle: 'flow', lineWidth: 0 })
    .trim()
    .replace(/^\{ (.*) \}$/s, '$1');
}

function turnsOf(turn: Turn): readonly ProposedTurn[] {
  const steps: ProposedTurn[] = [];
  let asked: Run | undefined;
  for (const run of turn.runs) {
    const isAgain = run.outcome === 'failed' || run.outcome === 'stopped' || run.outcome === 'cutOff';
    // A repeated run follows a failed one, which stays only as the last of its turn.
    if (isAgain && run !== lastRun(turn)) continue;
    const sent = asked && run.reply !== undefined ? replyOf(run.reply, asked) : messageOf(turn);
    steps.push({ ...sent, checks: proposedChecks(run) });
    asked = run.outcome === 'waiting' ? run : asked;
  }
  return steps;
}

type Sent = Omit<ProposedTurn, 'checks'>;

function messageOf({ text, attachments }: Turn): Sent {
  const files = attachments.flatMap(({ url, fileId }) =>
    url !== undefined && fileId === undefined && /^https?:/.test(url) ? [url] : [],
  );
  return { action: 'user', sent: text, files };
}

/** The answer as a choice or a form if the question had options or fields that fit it. */
function replyOf(reply: string, asked: Run): Sent {
  const question = questionOf(asked);
  const card = question?.body.type === 'card' ? question.body.question : undefined;
  if (card?.type === 'options' && card.options.includes(reply))
    return { action: 'choose', sent: reply, files: [] };
  if (card?.type === 'inputs') {
    const form = Object.create(null) as Record<string, string>;
    for (const { name } of card.fields) {
      const line = reply.split('\n').find((one) => one.startsWith(`${name}:`));
      if (line !== undefined) form[name] = line.slice(name.length + 1).trim();
    }
    if (Object.keys(form).length > 0) return { action: 'form', sent: form, files: [] };
  }
  return { action: 'answer', sent: reply, files: [] };
}
