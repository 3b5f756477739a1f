import { TabInputTextDiff, window, type Tab } from 'vscode';

/** Scheme of the documents with a proposed text. Menus of package.json name it too. */
export const proposalScheme = 'coze-proposal';

/**
 * Closes the diff editors that VS Code has restored after a reload: their proposals were in memory and are gone. Called at
 * activation, before there are others.
 */
export async function closeRestoredProposals(): Promise<void> {
  const restored = allTabs().filter((tab) => proposedUri(tab) !== '');
  if (restored.length > 0) await window.tabGroups.close(restored, true);
}

export function allTabs(): readonly Tab[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

/** The proposed document of a tab as a string; empty for any other tab. */
export function proposedUri({ input }: Tab): string {
  const uri = input instanceof TabInputTextDiff ? input.modified : undefined;
  return uri?.scheme === proposalScheme ? uri.toString() : '';
}
