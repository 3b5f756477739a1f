import path from 'node:path';
import { parseArgs } from 'node:util';
import { millisecondsOf } from '../../chatflowTests/testFile/duration';
import { nearestName } from '../../chatflowTests/testFile/nearestName';
import { languages, type Language } from '../../shared/text/language';
import type { CliKey } from '../words/en';

/** What the command line asks for. */
export interface Options {
  readonly command: 'run' | 'list' | 'help' | 'version';
  /** Files, folders and patterns; the current folder if empty. */
  readonly paths: readonly string[];
  readonly isDryRun: boolean;
  readonly grep?: RegExp;
  readonly tags?: readonly string[];
  readonly onlyFailed?: string;
  readonly recordings?: 'record' | 'replay';
  readonly concurrency: number;
  readonly repeat?: number;
  readonly bail?: number;
  readonly budgetCalls?: number;
  readonly budgetTokens?: number;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly junit?: string;
  readonly json?: string;
  readonly html?: string;
  readonly github: boolean;
  readonly timeoutMs?: number;
  readonly profileFile?: string;
  readonly language?: Language;
}

/** The command line cannot be used. */
export class WrongUse extends Error {
  constructor(
    readonly key: CliKey,
    readonly params: Readonly<Record<string, string>> = {},
  ) {
    super(key);
  }
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  'dry-run': flag,
  grep: text,
  tag: { type: 'string', multiple: true },
  'only-failed': text,
  replay: flag,
  record: flag,
  concurrency: text,
  repeat: text,
  bail: text,
  'budget-calls': text,
  'budget-tokens': text,
  shard: text,
  junit: text,
  json: text,
  html: text,
  github: flag,
  timeout: text,
  'profile-file': text,
  lang: text,
  help: { type: 'boolean', short: 'h' },
  version: flag,
} as const;

const defaultConcurrency = 2;

/** Reads the arguments after the name of the program. Throws {@link WrongUse}. */
export function readArguments(args: readonly string[]): Options {
  const given = withNumberOfBail(args);
  checkNames(given);
  const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true });
  const [command, ...paths] = positionals;
  const { grep, tag, shard, timeout, lang } = values;
  if (values.replay && values.record) throw new WrongUse('recordAndReplay');
  refuseSameReport(values);
  return {
    command: commandOf(command, values),
    paths,
    isDryRun: values['dry-run'] ?? false,
    concurrency: whole('concurrency', values.concurrency, 50) ?? defaultConcurrency,
    github: values.github ?? false,
    ...(grep !== undefined && { grep: patternOf(grep) }),
    ...(tag && { tags: tag.flatMap((tags) => tags.split(',')).map((one) => one.trim()) }),
    ...(shard !== undefined && { shard: shardOf(shard) }),
    ...(timeout !== undefined && { timeoutMs: durationOf(timeout) }),
    ...(values.replay && { recordings: 'replay' as const }),
    ...(values.record && { recordings: 'record' as const }),
    ...present('onlyFailed', values['only-failed']),
    ...present('repeat', whole('repeat', values.repeat, 100)),
    ...present('bail', whole('bail', values.bail)),
    ...present('budgetCalls', whole('budget-calls', values['budget-calls'])),
    ...present('budgetTokens', whole('budget-tokens', values['budget-tokens'])),
    ...present('junit', values.junit),
    ...present('json', values.json),
    ...present('html', values.html),
    ...present('profileFile', values['profile-file']),
    ...(lang !== undefined && { language: languageNamed(lang) }),
  };
}

/** The arguments with `--bail=N`: the number after it is optional, which `parseArgs` does not know. */
function withNumberOfBail(args: readonly string[]): string[] {
  const isNumber = (index: number): boolean =>
    args[index - 1] === '--bail' && /^\d+$/.test(args[index] ?? '');
  return args.flatMap((argument, index) => {
    if (argument === '--bail') return [`--bail=${isNumber(index + 1) ? (args[index + 1] ?? '') : '1'}`];
    return isNumber(index) ? [] : [argument];
  });
}

/** Throws {@link WrongUse} for what `parseArgs` would refuse in English, and for values that are empty. */
function checkNames(args: string[]): void {
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!Object.hasOwn(options, name)) {
      const near = nearestName(name, Object.keys(options));
      throw new WrongUse(near === undefined ? 'optionUnknown' : 'optionUnknownNear', {
        name: rawName,
        near: `--${near ?? ''}`,
      });
    }
    const { type } = options[name as keyof typeof options];
    if (type === 'boolean' && value !== undefined) throw new WrongUse('valueUnwanted', { name: rawName });
    // A variable of a script that is not set leaves an empty value.
    const isMissing = !value || (!inlineValue && value.startsWith('-'));
    if (type === 'string' && isMissing) throw new WrongUse('valueMissing', { name: rawName });
  }
}

/** Throws {@link WrongUse} if one report would replace another one. */
function refuseSameReport(values: Readonly<Partial<Record<'junit' | 'json' | 'html', string>>>): void {
  const given = (['junit', 'json', 'html'] as const).flatMap((name) => {
    const file = values[name];
    return file === undefined ? [] : [{ name: `--${name}`, file: path.normalize(file) }];
  });
  for (const [index, { name, file }] of given.entries()) {
    const first = given.slice(0, index).find((one) => one.file === file);
    if (first) throw new WrongUse('sameReport', { first: first.name, second: name });
  }
}

function commandOf(
  command: string | undefined,
  { help, version }: { readonly help?: boolean; readonly version?: boolean },
): Options['command'] {
  if (help === true) return 'help';
  if (version === true) return 'version';
  if (command === undefined) throw new WrongUse('commandMissing');
  if (command === 'run' || command === 'list' || command === 'help') return command;
  throw new WrongUse('commandUnknown', { command });
}

function present<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<K, V>>);
}

function whole(name: string, value: string | undefined, most = 1_000_000_000): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most)
    throw new WrongUse('numberInvalid', { name: `--${name}`, value, limit: String(most) });
  return number;
}

function patternOf(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    throw new WrongUse('patternInvalid', { value: source });
  }
}

function shardOf(value: string): { index: number; count: number } {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? []).map(Number);
  if (index < 1 || index > count) throw new WrongUse('shardInvalid', { value });
  return { index, count };
}

function durationOf(value: string): number {
  const milliseconds = millisecondsOf(value);
  if (milliseconds === undefined || milliseconds <= 0) throw new WrongUse('timeoutInvalid', { value });
  return milliseconds;
}

function languageNamed(value: string): Language {
  const language = languages.find((one) => one === value);
  if (!language) throw new WrongUse('languageUnknown', { value });
  return language;
}
