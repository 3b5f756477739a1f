import { variableNames } from '../testFile/variables';
import { locatedAt, type Located } from '../testFile/read/located';
import { nearestName } from '../testFile/nearestName';
import type { Mistake } from '../testFile/problem';

/** What an editor knows beyond the file. Nothing is requested for it. */
export interface KnownWorkflows {
  /** The names of the profiles. */
  readonly profiles: readonly string[];
  /** The names of the inputs of a profile; `undefined` if they are not known. */
  readonly inputsOf: (profile: string) => readonly string[] | undefined;
}

/** Profiles that do not exist, and parameters that their workflow does not have. */
export function liveMistakes(root: Located, known: KnownWorkflows): readonly Mistake[] {
  const tests = locatedAt(root, ['tests'])?.items ?? [];
  const shared = locatedAt(root, ['target', 'profile']);
  const own = tests.map((test) => locatedAt(test, ['target', 'profile']));
  const mistakes = [shared, ...own].flatMap((profile) => profileMistakes(profile, known.profiles));
  for (const [index, test] of tests.entries()) {
    const target = locatedAt(test, ['target']) ? own[index] : shared;
    mistakes.push(...parameterMistakes(locatedAt(test, ['parameters']), target, known));
  }
  mistakes.push(...parameterMistakes(locatedAt(root, ['defaults', 'parameters']), shared, known));
  return mistakes;
}

function profileMistakes(profile: Located | undefined, names: readonly string[]): readonly Mistake[] {
  if (typeof profile?.value !== 'string' || names.includes(profile.value)) return [];
  const { value: name, start, end } = profile;
  const near = nearestName(name, names);
  return near === undefined
    ? [{ key: 'profileUnknown', params: { name, known: names.join(', ') }, start, end }]
    : [{ key: 'profileUnknownNear', params: { name, near }, start, end }];
}

function parameterMistakes(
  parameters: Located | undefined,
  profile: Located | undefined,
  { inputsOf }: KnownWorkflows,
): readonly Mistake[] {
  const names = typeof profile?.value === 'string' ? inputsOf(profile.value) : undefined;
  if (!names || !parameters) return [];
  return [...(parameters.members ?? [])].flatMap(([name, { keyStart: start, keyEnd: end }]): Mistake[] => {
    if (names.includes(name) || variableNames(name).length > 0) return [];
    const near = nearestName(name, names);
    return near === undefined
      ? [{ key: 'parameterUnknown', params: { name, known: names.join(', ') }, start, end }]
      : [{ key: 'parameterUnknownNear', params: { name, near }, start, end }];
  });
}
