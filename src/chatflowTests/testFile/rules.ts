import { tokenInText } from '../../shared/text/tokenInText';
import { isHttpUrl } from '../../shared/urls/urls';
import { compilePath } from '../expressions/jsonPath';
import { compilePattern } from '../expressions/pattern';
import { locatedAt, type Located } from './read/located';
import { millisecondsOf } from './duration';
import { isRelativePath } from './named/namedPath';
import { parameterFilesIn } from './named/parameterFiles';
import type { Mistake } from './problem';
import { turnActions } from './schema';
import { maxMistakes } from './validate';

/** Environment variables whose values may only be sent as credentials. Windows takes their names in any case. */
const credentials = ['COZE_API_TOKEN', 'COZE_OAUTH_PRIVATE_KEY'];

/** Mistakes that a schema cannot express, in a file that the schema accepts. */
export function fileMistakes(root: Located, text: string): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const add = (node: Located, key: Mistake['key'], params: Readonly<Record<string, string>> = {}): void => {
    mistakes.push({ key, params, start: node.start, end: node.end });
  };
  const tests = locatedAt(root, ['tests'])?.items ?? [];
  checkTokens(root, add);
  checkVariables(root, add);
  for (const values of textValues(root)) checkSpelling(values, text, add);
  checkTarget(locatedAt(root, ['target']), add);
  checkExpect(locatedAt(root, ['defaults', 'expect']), add);
  checkRepeat(locatedAt(root, ['defaults']), root, add);
  checkTimeout(locatedAt(root, ['defaults']), add);
  for (const file of parameterFilesIn(locatedAt(root, ['defaults', 'parameters']), {}))
    checkFileName(file, add);
  const names = new Set<unknown>();
  for (const test of tests) {
    const name = locatedAt(test, ['name']);
    if (name && names.has(name.value)) add(name, 'nameTwice', { name: String(name.value) });
    names.add(name?.value);
    checkTest(test, root, add);
  }
  return mistakes.slice(0, maxMistakes);
}

type Add = (node: Located, key: Mistake['key'], params?: Readonly<Record<string, string>>) => void;

function checkTest(test: Located, root: Located, add: Add): void {
  const target = locatedAt(test, ['target']);
  checkTarget(target, add);
  if (!target && !locatedAt(root, ['target'])) add(locatedAt(test, ['name']) ?? test, 'targetMissing');
  checkRepeat(test, root, add);
  checkTimeout(test, add);
  for (const file of parameterFilesIn(locatedAt(test, ['parameters']), {})) checkFileName(file, add);
  const conversation = locatedAt(test, ['conversation']);
  if (conversation && !/^(?:fresh|keep|\d{1,20})$/.test(String(conversation.value))) {
    add(conversation, 'conversationUnknown');
  }
  for (const turn of locatedAt(test, ['turns'])?.items ?? []) checkTurn(turn, add);
}

/** A file is a public URL or a relative path: other computers have neither the drives nor the folders of this one. */
function checkFileName(file: Located, add: Add): void {
  const name = String(file.value);
  if (name.startsWith('${')) return;
  if (/^https?:/i.test(name) ? !name.includes('${') && !isHttpUrl(name) : !isRelativePath(name))
    add(file, 'fileNameInvalid');
}

function checkTurn(turn: Located, add: Add): void {
  const actions = turnActions.filter((action) => turn.members?.has(action));
  if (actions.length !== 1) {
    const start = { ...turn, end: Math.min(turn.end, turn.start + 1) };
    if (actions.length === 0)
      add(start, 'turnWithoutAction', { allowed: turnActions.slice(0, 4).join(', ') });
    else add(start, 'turnWithActions', { names: actions.join(', ') });
  }
  checkTimeout(turn, add);
  const input = locatedAt(turn, ['input']);
  if (input) add(input, 'inputReserved');
  for (const file of locatedAt(turn, ['files'])?.items ?? []) checkFileName(file, add);
  checkExpect(locatedAt(turn, ['expect']), add);
  for (const { node } of locatedAt(turn, ['save'])?.members?.values() ?? []) {
    const [path, regex] = [locatedAt(node, ['json']), locatedAt(node, ['regex'])];
    if (path && regex) add(node, 'pickTwice');
    if (!path && !regex) add(node, 'pickEmpty');
    checkPath(path, add);
    checkPattern(regex, add, 'regex');
  }
}

/** Patterns, paths and limits of checks. Those with variables are only known during the run. */
function checkExpect(expect: Located | undefined, add: Add): void {
  for (const item of expect?.items ?? []) {
    for (const name of ['text', 'asks']) checkText(locatedAt(item, [name]), add);
    checkText(locatedAt(item, ['error', 'message']), add);
    for (const answer of locatedAt(item, ['answers'])?.items ?? [])
      checkText(locatedAt(answer, ['text']), add);
    checkPath(locatedAt(item, ['json', 'path']), add);
    checkPattern(locatedAt(item, ['json', 'matches']), add, 'matches');
    const json = locatedAt(item, ['json']);
    if (json?.members?.size === 1) add(json, 'jsonWithoutCheck');
    const part = locatedAt(item, ['json', 'contains']);
    if (part?.value === '') add(part, 'nothingToFind', { name: 'contains' });
    checkRange(locatedAt(item, ['tokens']), add);
    for (const name of ['json', 'options', 'fields', 'followUps', 'tools'])
      checkRange(locatedAt(item, [name, 'count']), add);
  }
}

const textModifiers = new Set(['ignoreCase', 'exact', 'fold']);

function checkText(check: Located | undefined, add: Add): void {
  if (!check) return;
  if ([...(check.members?.keys() ?? [])].every((name) => textModifiers.has(name)))
    add(check, 'textWithoutCheck');
  checkParts(check, add);
  checkPattern(locatedAt(check, ['matches']), add, 'matches');
  checkPattern(locatedAt(check, ['notMatches']), add, 'notMatches');
  checkRange(locatedAt(check, ['length']), add);
}

/** Every text contains the empty one, to which blanks come down where the comparison is not exact. */
function checkParts(check: Located, add: Add): void {
  const isExact = locatedAt(check, ['exact'])?.value === true;
  for (const name of ['contains', 'containsAny', 'notContains', 'startsWith', 'endsWith']) {
    const node = locatedAt(check, [name]);
    for (const part of node?.items ?? (node ? [node] : [])) {
      const text = String(part.value);
      if ((isExact ? text : text.trim()) === '') add(part, 'nothingToFind', { name });
    }
  }
}

function checkRange(range: Located | undefined, add: Add): void {
  for (const { node } of range?.members?.values() ?? []) {
    if (typeof node.value === 'string' && !node.value.includes('${')) add(node, 'notANumber');
  }
}

function checkPattern(node: Located | undefined, add: Add, name: string): void {
  if (typeof node?.value !== 'string' || node.value.includes('${')) return;
  if (node.value === '') add(node, 'nothingToFind', { name });
  const compiled = compilePattern(node.value);
  if ('problem' in compiled) add(node, 'patternInvalid', { detail: compiled.problem });
}

function checkPath(node: Located | undefined, add: Add): void {
  if (typeof node?.value !== 'string' || node.value.includes('${')) return;
  const compiled = compilePath(node.value);
  if ('problem' in compiled) add(node, 'pathInvalid', { detail: compiled.problem });
}

function checkTarget(target: Located | undefined, add: Add): void {
  if (!target) return;
  const has = (name: string): boolean => target.members?.has(name) ?? false;
  const start = { ...target, end: Math.min(target.end, target.start + 1) };
  if (has('profile') === has('workflowId')) add(start, has('profile') ? 'targetTwice' : 'targetEmpty');
  if (has('appId') && has('botId')) add(start, 'appAndBot');
  const versions = locatedAt(target, ['versions'])?.items ?? [];
  for (const [index, version] of versions.entries()) {
    const isTwice = versions.slice(0, index).some(({ value }) => value === version.value);
    // Each version is a run that costs calls.
    if (isTwice) add(version, 'versionTwice', { version: String(version.value) });
    else if (version.value === 'draft') add(version, 'versionDraft');
    else if (!/^(?:published|v?\d[\w.-]{0,50})$/.test(String(version.value))) add(version, 'versionInvalid');
  }
}

function checkRepeat(holder: Located | undefined, root: Located, add: Add): void {
  const pass = holder && locatedAt(holder, ['pass']);
  const repeat = (holder && locatedAt(holder, ['repeat'])) ?? locatedAt(root, ['defaults', 'repeat']);
  const most = typeof repeat?.value === 'number' ? repeat.value : 1;
  if (pass && Number(pass.value) > most) add(pass, 'passAboveRepeat', { repeat: String(most) });
}

/** A turn without any time would send its message and not wait for the answer. */
function checkTimeout(holder: Located | undefined, add: Add): void {
  const timeout = holder && locatedAt(holder, ['timeout']);
  if (timeout && millisecondsOf(String(timeout.value)) === 0) add(timeout, 'timeoutZero');
}

function checkVariables(root: Located, add: Add): void {
  for (const [name, { node }] of locatedAt(root, ['variables'])?.members ?? []) {
    if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) add(node, 'variableName', { name });
    const env = locatedAt(node, ['env']);
    if (env && credentials.includes(String(env.value).toUpperCase()))
      add(env, 'envIsCredential', { name: String(env.value) });
  }
}

/** The values that `${name}` puts into texts. */
function textValues(root: Located): readonly (Located | undefined)[] {
  const tests = locatedAt(root, ['tests'])?.items ?? [];
  return [locatedAt(root, ['variables']), ...tests.map((test) => locatedAt(test, ['data']))];
}

/** A number such as 1.10 may be a version or an amount, whose last digit a text would lose. */
function checkSpelling(node: Located | undefined, text: string, add: Add): void {
  if (!node) return;
  const { value, start, end, items = [], members } = node;
  const written = text.slice(start, end);
  if (typeof value === 'number' && String(value) !== written)
    add(node, 'numberRespelled', { value: written, read: String(value) });
  for (const item of items) checkSpelling(item, text, add);
  for (const member of members?.values() ?? []) checkSpelling(member.node, text, add);
}

/** Tokens do not belong in a file that is shared. */
function checkTokens(node: Located, add: Add): void {
  if (typeof node.value === 'string' && tokenInText(node.value) !== undefined) add(node, 'tokenInFile');
  for (const item of node.items ?? []) checkTokens(item, add);
  for (const { node: member } of node.members?.values() ?? []) checkTokens(member, add);
}
