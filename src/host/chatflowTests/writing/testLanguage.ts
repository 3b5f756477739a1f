import type { Position, TextDocument } from 'vscode';
import { CodeActionKind, CompletionItem, CompletionItemKind, languages, Range, workspace } from 'vscode';
import { cursorAt, type Cursor } from '../../../chatflowTests/editor/cursor';
import { plainYaml } from '../../../chatflowTests/editor/fixes';
import { partlyParsed } from '../../../chatflowTests/editor/partlyParsed';
import { describedIn, keysAt, valuesAt, type Suggestion } from '../../../chatflowTests/editor/schemaAt';
import { variableBefore, variablesIn } from '../../../chatflowTests/editor/variables';
import { isJsonName } from '../../../chatflowTests/testFile/testFileName';
import type { Disposable } from '../../../shared/emitter';
import { disposeAll } from '../../disposable';
import { displayLanguage } from '../../environment';
import { foreignText } from '../../foreignText';
import type { LiveServices } from './knownWorkflows';
import { LiveDiagnostics } from './liveDiagnostics';
import { liveSuggestions } from './liveSuggestions';
import { RecordedOptions } from './recordedOptions';
import { isValidatedElsewhere } from './testDiagnostics';
import { TestFixes } from './testFixes';
import { hoverAt } from './testHover';

const selector = { pattern: '**/*.coze-test.{yaml,yml,json}' };

/**
 * Completion, hover, warnings and corrections for test files: what the format describes, unless another extension does that,
 * and what it cannot know: profiles, parameters of the workflow, options of recorded runs, and variables.
 */
export function registerTestLanguage(services: LiveServices): Disposable {
  const recorded = new RecordedOptions();
  const completion = languages.registerCompletionItemProvider(
    selector,
    { provideCompletionItems: (document, position) => completionsAt(document, position, services, recorded) },
    ...['{', ' ', '"'],
  );
  const hover = languages.registerHoverProvider(selector, {
    provideHover: (document, position) => hoverAt(document, position, services),
  });
  const fixes = languages.registerCodeActionsProvider(selector, new TestFixes(services), {
    providedCodeActionKinds: [CodeActionKind.QuickFix],
  });
  const live = new LiveDiagnostics(services);
  return { dispose: () => disposeAll([completion, hover, fixes, live]) };
}

async function completionsAt(
  document: TextDocument,
  position: Position,
  services: LiveServices,
  recorded: RecordedOptions,
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
  const isJson = isJsonName(path);
  const live = await liveSuggestions(cursor, partlyParsed(path, text), services, () =>
    recorded.of(document.uri),
  );
  const suffix = cursor.isKey ? ': ' : '';
  return [
    ...own,
    ...live.map((one) =>
      itemOf(one, liveKind(cursor), `${isJson ? JSON.stringify(one.name) : plainYaml(one.name)}${suffix}`),
    ),
  ];
}

function formatItems(cursor: Cursor): readonly CompletionItem[] {
  const keys = cursor.isKey || schemaIsObject(cursor) ? keysAt(cursor.path, cursor.siblings) : [];
  const values = cursor.isKey ? [] : valuesAt(cursor.path);
  return [
    ...keys.map((one) => itemOf(translated(one), CompletionItemKind.Property, `${one.name}: `)),
    ...values.map((one) => itemOf(translated(one), CompletionItemKind.Value, one.name)),
  ];
}

function translated({ name, description }: Suggestion): Suggestion {
  return {
    name,
    ...(description !== undefined && { description: describedIn(displayLanguage(), description) }),
  };
}

/** A name without a colon is read as a value, where an object is expected. */
function schemaIsObject({ path }: Cursor): boolean {
  return keysAt(path, []).length > 0;
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

function liveKind({ isKey, path }: Cursor): CompletionItemKind {
  if (isKey) return CompletionItemKind.Field;
  return path.at(-1) === 'profile' ? CompletionItemKind.Reference : CompletionItemKind.Value;
}
