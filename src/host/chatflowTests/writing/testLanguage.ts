import type { Position } from 'vscode';
import {
  CompletionItem,
  CompletionItemKind,
  Hover,
  languages,
  MarkdownString,
  Range,
  workspace,
  type TextDocument,
} from 'vscode';
import { cursorAt, type Cursor } from '../../../chatflowTests/editor/cursor';
import { descriptionAt, keysAt, valuesAt, type Suggestion } from '../../../chatflowTests/editor/schemaAt';
import { variableBefore, variablesIn } from '../../../chatflowTests/editor/variables';
import { locatedAt, type Located } from '../../../chatflowTests/testFile/located';
import { parseLocated } from '../../../chatflowTests/testFile/readTestFile';
import type { Disposable } from '../../../shared/emitter';
import { disposeAll } from '../../disposable';
import { foreignText } from '../../foreignText';
import type { Services } from '../../services';
import { isValidatedElsewhere } from './testDiagnostics';

type LanguageServices = Pick<Services, 'catalog' | 'inputs'>;

const selector = { pattern: '**/*.coze-test.{yaml,yml,json}' };

/**
 * Completion and hover for test files: what the format describes, unless another extension does that, and what it cannot know:
 * profiles, parameters of the workflow, and variables.
 */
export function registerTestLanguage(services: LanguageServices): Disposable {
  const completion = languages.registerCompletionItemProvider(
    selector,
    { provideCompletionItems: (document, position) => completionsAt(document, position, services) },
    ...['{', ' ', '"'],
  );
  const hover = languages.registerHoverProvider(selector, {
    provideHover: (document, position) => hoverAt(document, position),
  });
  return { dispose: () => disposeAll([completion, hover]) };
}

async function completionsAt(
  document: TextDocument,
  position: Position,
  services: LanguageServices,
): Promise<CompletionItem[]> {
  const path = workspace.asRelativePath(document.uri);
  const text = document.getText();
  const line = document.lineAt(position).text.slice(0, position.character);
  const variable = variableBefore(line);
  if (variable !== undefined) {
    const closed = document.lineAt(position).text.charAt(position.character) === '}';
    const range = new Range(position.translate(0, -variable.length), position);
    return variablesIn(partlyParsed(path, text)).map((name) =>
      itemOf({ name }, CompletionItemKind.Variable, closed ? name : `${name}}`, range),
    );
  }
  const cursor = cursorAt(path, text, document.offsetAt(position));
  if (!cursor) return [];
  const own = isValidatedElsewhere(path) ? [] : formatItems(cursor);
  return [...own, ...(await liveItems(cursor, partlyParsed(path, text), services, path.endsWith('.json')))];
}

function formatItems(cursor: Cursor): readonly CompletionItem[] {
  const keys = cursor.isKey || schemaIsObject(cursor) ? keysAt(cursor.path, cursor.siblings) : [];
  const values = cursor.isKey ? [] : valuesAt(cursor.path);
  return [
    ...keys.map((one) => itemOf(one, CompletionItemKind.Property, `${one.name}: `)),
    ...values.map((one) => itemOf(one, CompletionItemKind.Value, one.name)),
  ];
}

/** A name without a colon is read as a value, where an object is expected. */
function schemaIsObject({ path }: Cursor): boolean {
  return keysAt(path, []).length > 0;
}

/** What only this window knows. Nothing is sent. */
async function liveItems(
  { path, isKey }: Cursor,
  root: Located,
  { catalog, inputs }: LanguageServices,
  isJson: boolean,
): Promise<readonly CompletionItem[]> {
  const quoted = (name: string): string =>
    isJson || /^[\s\d'"&*#?|>@`%!{}[\],-]|: | #/.test(name) ? JSON.stringify(name) : name;
  const last = path.at(-1);
  if (!isKey && last === 'profile' && path.at(-2) === 'target') {
    const names = [...catalog.configured.map(({ workflow }) => workflow.name), 'demo'];
    return names.map((name) => itemOf({ name }, CompletionItemKind.Reference, quoted(name)));
  }
  if (last !== 'parameters') return [];
  const test = path[0] === 'tests' ? locatedAt(root, path.slice(0, 2)) : undefined;
  const profile = [test, root]
    .map((node) => node && locatedAt(node, ['target', 'profile'])?.value)
    .find(Boolean);
  const workflow = catalog.configured.find(({ workflow: { name } }) => name === profile)?.workflow;
  const known = workflow && (await inputs.of(workflow));
  return (known?.fields ?? []).map(({ name, typeName, description }) =>
    itemOf(
      { name, description: [typeName, description ?? ''].filter(Boolean).join(' · ') },
      CompletionItemKind.Field,
      `${quoted(name)}: `,
    ),
  );
}

function itemOf(
  { name, description }: Suggestion,
  kind: CompletionItemKind,
  insertText: string,
  range?: Range,
): CompletionItem {
  const item = new CompletionItem(foreignText(name), kind);
  item.insertText = insertText;
  if (description !== undefined) item.documentation = foreignText(description, 1_000);
  if (range) item.range = range;
  return item;
}

function hoverAt(document: TextDocument, position: Position): Hover | undefined {
  const path = workspace.asRelativePath(document.uri);
  if (isValidatedElsewhere(path)) return undefined;
  const range = document.getWordRangeAtPosition(position, /[\w$-]+/);
  const cursor = cursorAt(path, document.getText(), document.offsetAt(position));
  if (!cursor || !range) return undefined;
  const named = cursor.isKey ? [...cursor.path, document.getText(range)] : cursor.path;
  const description = descriptionAt(named);
  return description === undefined
    ? undefined
    : new Hover(new MarkdownString().appendText(description), range);
}

/** The file as far as it can be read. */
function partlyParsed(path: string, text: string): Located {
  const parsed = parseLocated(path, text);
  return 'root' in parsed ? parsed.root : { value: null, start: 0, end: 0 };
}
