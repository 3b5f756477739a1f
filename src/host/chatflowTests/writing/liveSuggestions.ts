import type { Cursor } from '../../../chatflowTests/editor/cursor';
import type { Suggestion } from '../../../chatflowTests/editor/schemaAt';
import { optionsIn } from '../../../chatflowTests/editor/variables';
import type { Located } from '../../../chatflowTests/testFile/read/located';
import type { InputField } from '../../../shared/inputs/inputField';
import { knownFields, profileOf, workflowNamed, type LiveServices } from './knownWorkflows';

/** What only this window knows about the place of the cursor. Nothing is requested. */
export async function liveSuggestions(
  cursor: Cursor,
  root: Located,
  services: LiveServices,
  recordedOptions: () => Promise<readonly string[]>,
): Promise<readonly Suggestion[]> {
  const { path, isKey, siblings } = cursor;
  const last = path.at(-1);
  if (!isKey && last === 'profile' && path.at(-2) === 'target') return profileSuggestions(services);
  if (!isKey && isOption(path))
    return [...new Set([...(await recordedOptions()), ...optionsIn(root)])].map((name) => ({ name }));
  if (last !== 'parameters') return [];
  const fields = await knownFields(workflowNamed(profileOf(root, testOf(path)), services), services);
  return (fields ?? []).filter(({ name }) => !siblings.includes(name)).map(fieldSuggestion);
}

/** The index of the test that a path leads into. */
export function testOf([first, second]: Cursor['path']): number | undefined {
  return first === 'tests' && typeof second === 'number' ? second : undefined;
}

export function fieldSuggestion({ name, typeName, description }: InputField): Suggestion {
  return { name, description: [typeName, description ?? ''].filter(Boolean).join(' · ') };
}

function profileSuggestions({ catalog }: LiveServices): readonly Suggestion[] {
  const configured = catalog.configured.map(({ workflow: { name, workflowId, baseUrl } }) => ({
    name,
    description: `${workflowId} · ${baseUrl}`,
  }));
  return [...configured, { name: 'demo' }];
}

/** Whether the value is an option of a question. */
function isOption(path: Cursor['path']): boolean {
  const names = path.filter((step) => typeof step === 'string');
  const [parent, last] = names.slice(-2);
  return last === 'choose' || (parent === 'options' && (last === 'includes' || last === 'equals'));
}
