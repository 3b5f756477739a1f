import { parseJson, type JsonObject } from '../../shared/json/json';
import type { CheckName, CheckSpec } from './checkSpec';
import { millisecondsOf } from './duration';
import { locatedAt, type Located } from './read/located';
import type { Lines, Mistake, Place } from './problem';
import { readRows } from './read/readRows';
import { utf8Text } from './read/utf8Text';
import { maxNamedBytes } from './named/namedPath';
import { parameterFilesIn } from './named/parameterFiles';
import type {
  NamedFile,
  Pick,
  TargetSpec,
  TestFile,
  TestSpec,
  TurnAction,
  TurnSpec,
  Variable,
} from './testFile';
import { schemaMistake } from './schemaMistake';
import { variableMistakes } from './variableRules';

type RawVariable =
  string | number | boolean | { readonly env: string; readonly secret?: boolean; readonly default?: string };

interface RawTurn {
  readonly user?: string;
  readonly answer?: string;
  readonly choose?: string;
  readonly form?: JsonObject;
  readonly files?: readonly string[];
  readonly save?: Readonly<
    Record<string, { readonly json?: string; readonly regex?: string; readonly group?: number }>
  >;
  readonly continue?: boolean;
  readonly timeout?: string;
}

interface RawTest {
  readonly name: string;
  readonly tags?: readonly string[];
  readonly skip?: boolean | string;
  readonly only?: boolean;
  readonly target?: Omit<TargetSpec, keyof Place>;
  readonly parameters?: JsonObject;
  readonly conversation?: string;
  readonly data?: string | readonly JsonObject[];
  readonly repeat?: number;
  readonly pass?: number;
  readonly timeout?: string;
  readonly turns: readonly RawTurn[];
}

/** A test file that the schema and the rules accept. */
export interface RawFile {
  readonly target?: Omit<TargetSpec, keyof Place>;
  readonly variables?: Readonly<Record<string, RawVariable>>;
  readonly defaults?: {
    readonly timeout?: string;
    readonly repeat?: number;
    readonly pass?: number;
    readonly parameters?: JsonObject;
  };
  readonly budget?: { readonly calls?: number; readonly tokens?: number };
  readonly tests: readonly RawTest[];
}

const defaultTimeoutMs = 60_000;

/** Makes the tests of an accepted file, and reads the files that it names. */
export async function buildTestFile(
  path: string,
  raw: RawFile,
  root: Located,
  lines: Lines,
  readNamed: ReadNamedFile,
): Promise<{ readonly file: TestFile } | { readonly mistakes: readonly Mistake[] }> {
  const builder = new Builder(raw, root, lines, readNamed);
  const tests: TestSpec[] = [];
  for (const [index, test] of raw.tests.entries()) tests.push(await builder.test(test, ['tests', index]));
  const file: TestFile = {
    path,
    variables: new Map(Object.entries(raw.variables ?? {}).map(([name, one]) => [name, variableOf(one)])),
    budget: raw.budget ?? {},
    tests,
  };
  // The columns of a data file that cannot be read are not known.
  const unread = tests.filter(({ rows }, index) => !rows && raw.tests[index]?.data !== undefined);
  const mistakes = [...builder.mistakes, ...variableMistakes(file, root, new Set(unread))];
  return mistakes.length > 0 ? { mistakes } : { file };
}

function variableOf(raw: RawVariable): Variable {
  if (typeof raw !== 'object') return { value: raw };
  return {
    env: raw.env,
    isSecret: raw.secret ?? false,
    ...(raw.default !== undefined && { fallback: raw.default }),
  };
}

type Path = readonly (string | number)[];

class Builder {
  readonly mistakes: Mistake[] = [];

  constructor(
    private readonly raw: RawFile,
    private readonly root: Located,
    private readonly lines: Lines,
    private readonly readNamed: ReadNamedFile,
  ) {}

  async test(raw: RawTest, path: Path): Promise<TestSpec> {
    const { defaults = {} } = this.raw;
    const repeat = raw.repeat ?? defaults.repeat ?? 1;
    const target = this.target(raw.target, [...path, 'target']) ?? this.target(this.raw.target, ['target']);
    const timeout = raw.timeout ?? defaults.timeout;
    const rows = raw.data === undefined ? undefined : await this.rows(raw.data, [...path, 'data']);
    const turns: TurnSpec[] = [];
    for (const [index, turn] of raw.turns.entries())
      turns.push(await this.turn(turn, [...path, 'turns', index], timeout));
    return {
      ...this.place([...path, 'name']),
      name: raw.name,
      tags: raw.tags ?? [],
      isOnly: raw.only ?? false,
      parameters: { ...defaults.parameters, ...raw.parameters },
      conversation: raw.conversation ?? 'fresh',
      repeat,
      pass: Math.min(repeat, raw.pass ?? defaults.pass ?? repeat),
      turns,
      parameterFiles: [
        ...this.parameterFiles(['defaults', 'parameters'], raw.parameters),
        ...this.parameterFiles([...path, 'parameters']),
      ],
      ...(raw.skip !== undefined && raw.skip !== false && { skip: raw.skip === true ? '' : raw.skip }),
      ...(target && { target }),
      ...(rows && { rows }),
    };
  }

  /** The files of the parameters at `path` that `overridden` does not replace. */
  private parameterFiles(path: Path, overridden: JsonObject = {}): readonly NamedFile[] {
    return parameterFilesIn(locatedAt(this.root, path), overridden).map(({ value, start }) => ({
      name: String(value),
      ...this.lines.at(start),
    }));
  }

  private target(raw: RawTest['target'], path: Path): TargetSpec | undefined {
    return raw && { ...raw, ...this.place(path) };
  }

  private async rows(
    data: string | readonly JsonObject[],
    path: Path,
  ): Promise<readonly JsonObject[] | undefined> {
    if (typeof data !== 'string') return data;
    const node = locatedAt(this.root, path);
    const text = await this.named(data, node);
    if (text === undefined) return undefined;
    const read = readRows(data, text);
    if ('rows' in read) return read.rows;
    this.refuse(node, read.key, read.params);
    return undefined;
  }

  private async turn(raw: RawTurn, path: Path, timeout: string | undefined): Promise<TurnSpec> {
    const own = await this.checks([...path, 'expect']);
    const names = new Set(own.map(({ name }) => name));
    const isAboutEnd = names.has('outcome') || names.has('error') || names.has('noError');
    const shared = (await this.checks(['defaults', 'expect'])).filter(
      ({ name }) => !names.has(name) && !(name === 'noError' && isAboutEnd),
    );
    return {
      ...this.place(path),
      action: actionOf(raw),
      files: (raw.files ?? []).map((name, index) => ({ name, ...this.place([...path, 'files', index]) })),
      checks: [...own, ...shared],
      save: new Map(
        Object.entries(raw.save ?? {}).map(([name, pick]) => [
          name,
          this.pick(pick, [...path, 'save', name]),
        ]),
      ),
      goesOn: raw.continue ?? false,
      timeoutMs: millisecondsOf(raw.timeout ?? timeout) ?? defaultTimeoutMs,
    };
  }

  private pick(
    raw: { readonly json?: string; readonly regex?: string; readonly group?: number },
    path: Path,
  ): Pick {
    const place = this.place(path);
    return raw.json === undefined
      ? { ...place, regex: raw.regex ?? '', group: raw.group }
      : { ...place, json: raw.json };
  }

  private async checks(path: Path): Promise<readonly CheckSpec[]> {
    const node = locatedAt(this.root, path);
    const specs: CheckSpec[] = [];
    for (const [index, item] of (node?.items ?? []).entries()) {
      for (const [name, { node: check }] of item.members ?? []) {
        const value = name === 'schema' ? await this.schema(check) : check.value;
        specs.push({ ...this.place([...path, index]), name: name as CheckName, value } as CheckSpec);
      }
    }
    return specs;
  }

  /** The schema of a check: that in the test file, or that of the file it names. */
  private async schema(node: Located): Promise<unknown> {
    const schema = typeof node.value === 'string' ? await this.namedJson(node.value, node) : node.value;
    const mistake = schema === undefined ? undefined : schemaMistake(schema);
    if (mistake) this.refuse(node, mistake.key, mistake.params ?? {});
    return schema ?? {};
  }

  private async namedJson(name: string, node: Located): Promise<unknown> {
    const text = await this.named(name, node);
    const value = text === undefined ? undefined : parseJson(text);
    if (text !== undefined && value === undefined) this.refuse(node, 'namedFileNotJson', { name });
    return value;
  }

  private async named(name: string, node: Located | undefined): Promise<string | undefined> {
    try {
      const bytes = await this.readNamed(name);
      const text = utf8Text(bytes);
      if (text === undefined) this.refuse(node, 'namedFileNotUtf8', { name });
      return text;
    } catch (error) {
      const detail = error instanceof Error ? error.message : '';
      if (detail === 'outside') this.refuse(node, 'namedFileOutside', { name });
      else if (detail === 'tooLarge')
        this.refuse(node, 'namedFileTooLarge', { name, limit: String(maxNamedBytes / 1_000_000) });
      else this.refuse(node, 'namedFileUnreadable', { name });
      return undefined;
    }
  }

  private refuse(
    node: Located | undefined,
    key: Mistake['key'],
    params: Readonly<Record<string, string>>,
  ): void {
    this.mistakes.push({ key, params, start: node?.start ?? 0, end: node?.end ?? 0 });
  }

  private place(path: Path): Place {
    return this.lines.at(locatedAt(this.root, path)?.start ?? 0);
  }
}

function actionOf({ user, answer, choose, form }: RawTurn): TurnAction {
  if (form) return { type: 'form', values: form };
  if (answer !== undefined) return { type: 'answer', text: answer };
  return choose === undefined ? { type: 'user', text: user ?? '' } : { type: 'choose', text: choose };
}

/**
 * A file that a test file names: data rows or a JSON Schema. Throws if it cannot be read, with the message `outside` or
 * `tooLarge` for these reasons.
 */
export type ReadNamedFile = (path: string) => Promise<Uint8Array>;
