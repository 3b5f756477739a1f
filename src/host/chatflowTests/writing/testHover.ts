import { Hover, l10n, MarkdownString, workspace, type Position, type TextDocument } from 'vscode';
import { cursorAt, type Cursor } from '../../../chatflowTests/editor/cursor';
import { partlyParsed } from '../../../chatflowTests/editor/partlyParsed';
import { describedIn, descriptionAt } from '../../../chatflowTests/editor/schemaAt';
import { locatedAt, type Located } from '../../../chatflowTests/testFile/read/located';
import { displayLanguage } from '../../environment';
import { foreignText } from '../../foreignText';
import { knownFields, profileOf, workflowNamed, type LiveServices } from './knownWorkflows';
import { fieldSuggestion, testOf } from './liveSuggestions';
import { isValidatedElsewhere } from './testDiagnostics';

/** What a name or a value of a test file means. Foreign texts are shown as plain texts. */
export async function hoverAt(
  document: TextDocument,
  position: Position,
  services: LiveServices,
): Promise<Hover | undefined> {
  const path = workspace.asRelativePath(document.uri);
  const text = document.getText();
  const variable = document.getWordRangeAtPosition(position, /\$\{[\p{L}\p{N}_-]+\}/u);
  const root = partlyParsed(path, text);
  if (variable) return hover(variableText(document.getText(variable).slice(2, -1), root), variable);
  const range = document.getWordRangeAtPosition(position, /[^\s:,[\]{}"']+/);
  const cursor = cursorAt(path, text, document.offsetAt(position));
  if (!cursor || !range) return undefined;
  const live = await liveText(cursor, document.getText(range), root, services);
  if (live !== undefined) return hover(live, range);
  if (isValidatedElsewhere(path)) return undefined;
  const named = cursor.isKey ? [...cursor.path, document.getText(range)] : cursor.path;
  const description = descriptionAt(named);
  return hover(description && describedIn(displayLanguage(), description), range);
}

function hover(text: string | undefined, range: Hover['range']): Hover | undefined {
  return text === undefined || text === ''
    ? undefined
    : new Hover(new MarkdownString().appendText(foreignText(text, 2_000)), range);
}

/** Where the value of a variable comes from. A secret is not shown. */
function variableText(name: string, root: Located): string | undefined {
  const declared = locatedAt(root, ['variables', name]);
  if (!declared) return undefined;
  const env = locatedAt(declared, ['env'])?.value;
  if (typeof env !== 'string')
    return l10n.t('{name} is {value}.', { name, value: JSON.stringify(declared.value) });
  return locatedAt(declared, ['secret'])?.value === true
    ? l10n.t('{name} is the environment variable {variable}. It is masked in every output.', {
        name,
        variable: env,
      })
    : l10n.t('{name} is the environment variable {variable}.', { name, variable: env });
}

async function liveText(
  { path, isKey }: Cursor,
  word: string,
  root: Located,
  services: LiveServices,
): Promise<string | undefined> {
  if (!isKey && path.at(-1) === 'profile') {
    const workflow = workflowNamed(locatedAt(root, path)?.value, services);
    return workflow && l10n.t('Workflow {id} at {host}', { id: workflow.workflowId, host: workflow.baseUrl });
  }
  if (!isKey || path.at(-1) !== 'parameters') return undefined;
  const fields = await knownFields(workflowNamed(profileOf(root, testOf(path)), services), services);
  const field = fields?.find(({ name }) => name === word);
  return field && fieldSuggestion(field).description;
}
