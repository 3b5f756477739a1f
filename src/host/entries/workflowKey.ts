import { profileSeparator, type Workflow } from '../../shared/workflow';

/** What an entry calls. */
export interface WorkflowTarget {
  readonly baseUrl: string;
  readonly workflowId: string;
  readonly appId?: string;
  readonly botId?: string;
}

/** Identifies what an entry calls. It is the key of the entry, unless other entries call the same. */
export function targetKey({ baseUrl, workflowId, appId, botId }: WorkflowTarget): string {
  const place = appId ? ` app ${appId}` : botId ? ` bot ${botId}` : '';
  return `${baseUrl} ${workflowId}${place}`;
}

/**
 * Gives each profile its key. A target with one entry keeps the target's key, so that a change of name or version changes no
 * key. Several entries of one target are distinguished by name, and those of one name by version.
 */
export function withKeys<T extends { readonly workflow: Workflow }>(entries: readonly T[]): readonly T[] {
  const nameKey = ({ workflow }: T) =>
    `${targetKey(workflow)}${profileSeparator}${JSON.stringify(workflow.name)}`;
  const targets = countBy(entries, ({ workflow }) => targetKey(workflow));
  const names = countBy(entries, nameKey);
  return entries.map((entry) => {
    const { workflow } = entry;
    const target = targetKey(workflow);
    const named = nameKey(entry);
    const key =
      targets.get(target)?.size === 1
        ? target
        : names.get(named)?.size === 1
          ? named
          : `${named} ${workflow.workflowVersion ?? ''}`;
    return { ...entry, workflow: { ...workflow, key } };
  });
}

/**
 * The workflow with this key. Keys in journals may be older than the entries: the key of a target finds the first entry of
 * that target, and the key of a profile finds an entry that lost its siblings. A profile that is gone is not replaced by
 * another one of several.
 */
export function findByKey(workflows: readonly Workflow[], key: string): Workflow | undefined {
  const exact = workflows.find((workflow) => workflow.key === key);
  if (exact) return exact;
  const [target, profile] = key.split(profileSeparator);
  const siblings = workflows.filter(
    (workflow) => workflow.source !== 'demo' && targetKey(workflow) === target,
  );
  if (profile === undefined || siblings.length === 1) return siblings[0];
  const named = siblings.filter(({ name }) => profile.startsWith(JSON.stringify(name)));
  return named.length === 1 ? named[0] : undefined;
}

/** For each group, the profiles in it: name and version. */
function countBy<T extends { readonly workflow: Workflow }>(
  entries: readonly T[],
  groupOf: (entry: T) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const entry of entries) {
    const { name, workflowVersion } = entry.workflow;
    const group = groups.get(groupOf(entry)) ?? new Set();
    groups.set(groupOf(entry), group.add(JSON.stringify([name, workflowVersion])));
  }
  return groups;
}
