import { stringify } from 'yaml';
import { redactionMark } from '../../coze/text/redact';
import { parseJson } from '../../shared/json/json';
import { variableNames } from '../testFile/variables';
import type { Located, Member } from '../testFile/read/located';
import { commonPart } from './commonPart';

/** The replacement of a part of a text, with offsets in UTF-16 units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A failed check: its name, its place in the file, and the two texts of the comparison. */
export interface FailedCheck {
  readonly name: string;
  readonly member: Member;
  readonly expected: string;
  readonly actual: string;
}

/** A value in the syntax of the file. */
type Write = (value: unknown) => string;

/**
 * The edit after which a check expects what was received: only the value changes, so that comments and format stay.
 * `undefined` for checks without such a value, and for texts that contain a masked secret.
 */
export function acceptEdit(text: string, isJson: boolean, failed: FailedCheck): Edit | undefined {
  const { name, member, expected, actual } = failed;
  if (actual.includes(redactionMark)) return undefined;
  const write = isJson ? writeJson : writeYaml;
  const { node } = member;
  switch (name) {
    case 'outcome':
      return replaced(text, node, actual, write);
    case 'text':
    case 'asks':
      return acceptText(text, node, actual, write);
    case 'similar':
      return ofMember(node, 'to', (to) => replaced(text, to.node, literal(actual), write));
    case 'options':
      return ofMember(node, 'equals', (equals) =>
        replaced(text, equals.node, actual.split('\n').map(literal), write),
      );
    case 'error':
      return acceptError(text, node, expected, actual, write);
    case 'json': {
      const value = parseJson(actual);
      if (value === undefined) return undefined;
      return ofMember(node, 'equals', (equals) => replaced(text, equals.node, literalValue(value), write));
    }
    default:
      return undefined;
  }
}

/**
 * The edit after which a check of a whole text asks for a part of it: what the expected and the received text have in common.
 * With variables in the expected text, all of it. `undefined` if the check is not of a whole text, or nothing is in common.
 */
export function loosenEdit(text: string, isJson: boolean, failed: FailedCheck): Edit | undefined {
  const { name, member, expected, actual } = failed;
  if ((name !== 'text' && name !== 'asks') || member.node.members?.has('contains')) return undefined;
  return ofMember(member.node, 'equals', (equals) => {
    const own = String(equals.node.value);
    const part = variableNames(own).length > 0 ? own : literal(commonPart(expected, actual));
    return part === ''
      ? undefined
      : renamed(text, equals, 'contains', part, isJson ? writeJson : writeYaml, isJson);
  });
}

/** The code, if that is what differs; otherwise the text of the message. */
function acceptError(
  text: string,
  { members }: Located,
  expected: string,
  actual: string,
  write: Write,
): Edit | undefined {
  const [code, message] = [members?.get('code')?.node, members?.get('message')?.node];
  if (code && String(code.value) === expected) return replaced(text, code, actual, write);
  return message && acceptText(text, message, actual, write);
}

function acceptText(text: string, check: Located, actual: string, write: Write): Edit | undefined {
  const equals = check.members?.get('equals');
  if (equals) return replaced(text, equals.node, literal(actual), write);
  return ofMember(check, 'contains', (contains) =>
    renamed(text, contains, 'equals', literal(actual), write, write === writeJson),
  );
}

function ofMember(node: Located, name: string, edit: (member: Member) => Edit | undefined): Edit | undefined {
  const member = node.members?.get(name);
  return member && edit(member);
}

function replaced(text: string, { start, end }: Located, value: unknown, write: Write): Edit {
  // A block text ends with the line break after it.
  const lineEnd = /\r?\n$/.exec(text.slice(start, end))?.[0] ?? '';
  return { start, end, text: write(value) + lineEnd };
}

/** Another name and value of a member. What is between them stays. */
function renamed(
  text: string,
  { keyStart, keyEnd, node }: Member,
  name: string,
  value: string,
  write: Write,
  isJson: boolean,
): Edit {
  const edit = replaced(text, node, value, write);
  const key = isJson ? JSON.stringify(name) : name;
  return { start: keyStart, end: edit.end, text: key + text.slice(keyEnd, node.start) + edit.text };
}

/** The text as it is received: without variables. */
function literal(text: string): string {
  return text.split('${').join('$${');
}

/** A JSON value with its texts as they are received. */
function literalValue(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_name, member: unknown) =>
    typeof member === 'string' ? literal(member) : member,
  );
}

function writeJson(value: unknown): string {
  return JSON.stringify(value);
}

/** On one line, so that it fits into lists and objects in brackets. JSON is YAML. */
function writeYaml(value: unknown): string {
  const json = JSON.stringify(value);
  if (/\\[nru]/.test(json)) return json;
  const options = {
    collectionStyle: 'flow',
    lineWidth: 0,
    singleQuote: true,
    flowCollectionPadding: false,
  } as const;
  return stringify([value], options).trim().slice(1, -1);
}
