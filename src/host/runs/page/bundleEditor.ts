import { l10n, workspace, type CustomDocument, type Uri, type WebviewPanel } from 'vscode';
import { maxBundleBytes, recordingFromBundle } from '../../../recording/bundle/bundle';
import type { Recording } from '../../../recording/recording';
import { numberText } from '../../environment';
import { UserError } from '../../guard';
import { InspectedRun } from '../inspectedRun';
import type { RunActionDeps } from '../runActionDeps';
import { runTab } from './runPage';
import { RunView } from './runView';

/** A bundle that is open in an editor. */
export interface BundleDocument extends CustomDocument {
  readonly recording: Recording;
}

/** Reads a bundle. Throws a {@link UserError} for any other file. Makes no request. */
export async function openBundle(uri: Uri): Promise<BundleDocument> {
  const { size } = await workspace.fs.stat(uri);
  if (size > maxBundleBytes) {
    const limit = numberText(maxBundleBytes / 1024 / 1024);
    throw new UserError(
      l10n.t('This file is too large for an exported run: the limit is {limit} MB.', { limit }),
    );
  }
  const recording = recordingFromBundle(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  if (!recording) {
    throw new UserError(l10n.t('This file is not a run exported by this version of the extension.'));
  }
  return { uri, recording, dispose: () => {} };
}

/** Shows a bundle in the page "Run". */
export function showBundle({ recording }: BundleDocument, panel: WebviewPanel, deps: RunActionDeps): void {
  const tab = runTab(panel.viewType, deps);
  const view = new RunView(tab, deps);
  tab.onDidClose(() => {
    view.dispose();
    tab.dispose();
  });
  tab.adopt(panel);
  view.show(new InspectedRun({ recording, isLive: false }, ''));
}
