import { createHash } from 'node:crypto';
import { l10n, type Memento } from 'vscode';
import { worstCaseCalls } from '../../../chatflowTests/plan/plan';
import type { TestCase } from '../../../chatflowTests/plan/testCase';
import { filesToUpload } from '../../../chatflowTests/plan/uploads';
import { isUrl } from '../../../chatflowTests/testFile/named/namedPath';
import type { TestFile } from '../../../chatflowTests/testFile/testFile';
import { hostOfWorkflow, isDemo, type Workflow } from '../../../shared/workflow';
import { foreignText } from '../../foreignText';
import { prompts } from '../../prompts/prompts';
import { consentKey, type Consents } from '../../consent/consents';
import { displayLanguage } from '../../environment';
import { listText } from '../../../shared/text/listText';

const agreedKey = 'coze.agreedTests';

/** Asks the user; resolves to whether to run. */
export type AskToRun = (question: string, detail: string) => Promise<boolean>;

export const askInDialog: AskToRun = async (question, detail) => {
  const run = l10n.t('Run');
  return (await prompts.showWarningMessage(question, { modal: true, detail }, run)) === run;
};

/** A case with the workflow that it calls. */
export interface PlannedCase {
  readonly one: TestCase;
  readonly workflow: Workflow;
}

/**
 * Asks before tests make calls: at the first run of a file, again if it calls other workflows, uploads other files or uses other
 * variables of the environment, and whenever the calls are more than `confirmAbove`. Runs of the demo need no question.
 */
export async function mayRunTests(
  planned: readonly PlannedCase[],
  {
    memento,
    consents,
    confirmAbove,
    ask,
  }: {
    readonly memento: Memento;
    readonly consents: Consents;
    readonly confirmAbove: number;
    readonly ask: AskToRun;
  },
): Promise<boolean> {
  const paid = planned.filter(({ one, workflow }) => !isDemo(workflow) && one.test.skip === undefined);
  if (paid.length === 0) return true;
  const calls = worstCaseCalls(paid.map(({ one }) => one));
  const agreed = memento.get<readonly string[]>(agreedKey, []);
  const keys = keysOf(paid);
  if (calls <= confirmAbove && keys.every((key) => agreed.includes(key))) return true;
  const question = l10n.t('Run the tests? Tests: {tests}. Calls to {hosts}: at most {calls}.', {
    tests: paid.length,
    calls,
    hosts: listText(unique(paid.map(({ workflow }) => hostOfWorkflow(workflow))), displayLanguage()),
  });
  if (!(await ask(question, detailOf(paid)))) return false;
  await memento.update(agreedKey, unique([...agreed, ...keys]).slice(-500));
  for (const { workflow } of paid) await consents.add(workflow);
  return true;
}

function detailOf(paid: readonly PlannedCase[]): string {
  const files = unique(paid.map(({ one }) => foreignText(one.file.path)));
  const workflows = unique(
    paid.map(({ workflow }) =>
      l10n.t('“{name}” ({id}) on {host}', {
        name: foreignText(workflow.name),
        id: workflow.workflowId,
        host: hostOfWorkflow(workflow),
      }),
    ),
  );
  const variables = unique(paid.flatMap(({ one }) => environmentNames(one.file)));
  const uploads = unique(paid.flatMap(({ one }) => uploadedPaths(one)));
  return [
    l10n.t('Files: {files}', { files: shortened(files) }),
    l10n.t('Workflows: {workflows}. Everything the tests send goes to their owners.', {
      workflows: shortened(workflows),
    }),
    ...(variables.length > 0
      ? [l10n.t('Environment variables that are read: {names}', { names: shortened(variables) })]
      : []),
    ...(uploads.length > 0
      ? [l10n.t('Files that are uploaded: {files}', { files: shortened(uploads) })]
      : []),
  ].join('\n\n');
}

/** What the user agrees to: for each file, the workflows it calls and the variables it reads. */
function keysOf(paid: readonly PlannedCase[]): readonly string[] {
  return unique(
    paid.map(({ one, workflow }) =>
      createHash('sha256')
        .update(
          JSON.stringify([
            one.file.path,
            consentKey(workflow),
            [...environmentNames(one.file)].sort(),
            [...uploadedPaths(one)].sort(),
          ]),
        )
        .digest('base64url'),
    ),
  );
}

/** The files that a test uploads. A name that is only known during the run is shown as it is written. */
function uploadedPaths(one: TestCase): readonly string[] {
  const { parameterFiles, turns } = one.test;
  const named = [...parameterFiles, ...turns.flatMap(({ files }) => files)].filter(
    ({ name }) => !isUrl(name),
  );
  const known = filesToUpload(one).map(({ path }) => path);
  const unknown =
    named.length > known.length ? named.flatMap(({ name }) => (name.includes('${') ? name : [])) : [];
  return [...known, ...unknown].map((path) => foreignText(path));
}

function environmentNames({ variables }: TestFile): readonly string[] {
  return [...variables.values()].flatMap((variable) =>
    'env' in variable ? [foreignText(variable.env)] : [],
  );
}

function shortened(names: readonly string[]): string {
  const shown = listText(names.slice(0, 10), displayLanguage());
  return names.length > 10
    ? l10n.t('{names} and {count} more', { names: shown, count: names.length - 10 })
    : shown;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
