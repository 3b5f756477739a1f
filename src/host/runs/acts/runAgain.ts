import { randomBytes } from 'node:crypto';
import { l10n, ProgressLocation, window } from 'vscode';
import { recordedRun } from '../../../chat/recordedRun';
import { runsInTurn } from '../../../chat/runsInTurn';
import { lacksSecret, recordedInput } from '../../../recording/recordedMessage';
import type { Recording } from '../../../recording/recording';
import type { TargetInput } from '../../../runs/target';
import { hostOfWorkflow, isDemo, originOfWorkflow, type Workflow } from '../../../shared/workflow';
import { UserError } from '../../guard';
import { foreignNotice } from '../../foreignText';
import { prompts } from '../../prompts/prompts';
import type { AnsweredAct } from '../answeredAct';
import type { RunActionDeps } from '../runActionDeps';
import { mayUseTokens } from '../../consent/budgetConsent';
import { ensureConsent } from '../../consent/workflowConsent';
import { pickTarget } from './targetPick';

/** A run and what it has sent. */
interface Sent {
  readonly recording: Recording;
  readonly input: TargetInput;
}

/** Most runs at once. Free plans have 500 calls in all. */
const maxRuns = 20;

/** Asks for a profile and version. The act sends the input of the run to it once, and shows both runs. */
export async function runOn(recording: Recording, deps: RunActionDeps): Promise<AnsweredAct> {
  const input = inputOf(recording);
  const workflow = await pickTarget(deps);
  return workflow && (() => runOnce({ recording, input }, workflow, deps));
}

async function runOnce(sent: Sent, workflow: Workflow, deps: RunActionDeps): Promise<void> {
  if (!(await mayRun(sent, workflow, deps))) return;
  const title = l10n.t('Running on {name}', { name: foreignNotice(workflow.name) });
  await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const repeated = await send(sent.input, workflow, controller.signal, deps);
      await deps.comparisons.show([sent.recording, repeated]);
    },
  );
}

/**
 * Asks for a number. The act sends the input of the run so many times to its profile, one call after the other, and shows all
 * of them. Throws a {@link UserError} if the service refuses one of them: the others are not sent.
 */
export async function runTimes(recording: Recording, deps: RunActionDeps): Promise<AnsweredAct> {
  const input = inputOf(recording);
  const workflow = deps.catalog.byKey(recording.run.key);
  if (!workflow) throw new UserError(l10n.t('The profile of this run is no longer in the settings.'));
  const count = await askForCount();
  return count === undefined ? undefined : () => runRepeatedly({ recording, input }, workflow, count, deps);
}

async function runRepeatedly(
  again: Sent,
  workflow: Workflow,
  count: number,
  deps: RunActionDeps,
): Promise<void> {
  if (!(await confirmCount(workflow, count)) || !(await mayRun(again, workflow, deps))) return;
  await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t('Running several times'), cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const run = (number: number) => {
        progress.report({
          message: l10n.t('{done} of {count}', { done: number, count }),
          // The runs before this one are done.
          increment: number > 1 ? 100 / count : 0,
        });
        return send(again.input, workflow, controller.signal, deps);
      };
      const show = (done: readonly Recording[], pending: number) => deps.comparisons.show(done, pending);
      const { sent, isRefused } = await runsInTurn(count, controller.signal, { run, show });
      if (isRefused && sent < count) {
        throw new UserError(
          l10n.t('Run {sent} of {count} did not start the workflow, so the others were not sent.', {
            sent,
            count,
          }),
        );
      }
    },
  );
}

/** What a run has sent. Throws a {@link UserError} if there is nothing to send again, or if a part is missing. */
function inputOf(recording: Recording): TargetInput {
  const input = recordedInput(recording);
  if (!input)
    throw new UserError(
      l10n.t('This run cannot be sent again: it has sent no message, or its request cannot be read.'),
    );
  if (lacksSecret(input))
    throw new UserError(
      l10n.t(
        'This run cannot be sent again: a token in its message was not recorded. Type the message again in the chat.',
      ),
    );
  return input;
}

async function askForCount(): Promise<number | undefined> {
  const typed = await prompts.showInputBox({
    title: l10n.t('Run several times'),
    prompt: l10n.t('How many times? 2 to {max}', { max: maxRuns }),
    value: '3',
    validateInput: (value) =>
      countIn(value) === undefined ? l10n.t('Type a number from 2 to {max}.', { max: maxRuns }) : undefined,
  });
  return countIn(typed ?? '');
}

async function confirmCount(workflow: Workflow, count: number): Promise<boolean> {
  const run = l10n.t('Run {count} times', { count });
  const choice = await prompts.showWarningMessage(
    l10n.t('Send this input {count} times?', { count }),
    {
      modal: true,
      detail: isDemo(workflow)
        ? l10n.t('The demo runs on this computer and costs nothing.')
        : l10n.t('{count} calls to {host}. Each is counted and uses tokens.', {
            count,
            host: hostOfWorkflow(workflow),
          }),
    },
    run,
  );
  return choice === run;
}

function countIn(text: string): number | undefined {
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 2 && count <= maxRuns ? count : undefined;
}

/** Whether the input may be sent to the workflow. Asks about one of the workspace, and if the budget of today is used up. */
async function mayRun(
  { recording, input: { message } }: Sent,
  workflow: Workflow,
  { budget, consents }: RunActionDeps,
): Promise<boolean> {
  const isElsewhere = recording.run.origin !== originOfWorkflow(workflow);
  if (isElsewhere && message.attachments.some(({ fileId }) => fileId !== undefined)) {
    throw new UserError(l10n.t('The files of this run are at another service. They cannot be sent again.'));
  }
  return (await ensureConsent(workflow, consents)) && mayUseTokens(workflow, budget);
}

function send(
  input: TargetInput,
  workflow: Workflow,
  signal: AbortSignal,
  { client, ledger, recordings }: RunActionDeps,
): Promise<Recording> {
  const newId = () => randomBytes(16).toString('hex');
  const deps = { client, ledger, record: recordings.record, newId, now: Date.now };
  return recordedRun(input, workflow, signal, deps);
}
