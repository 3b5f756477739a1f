import { l10n } from 'vscode';
import { UserError } from '../guard';
import type { Settings } from '../settings/settings';
import type { ConfiguredWorkflow } from '../entries/configuredWorkflows';

type EntrySettings = Pick<Settings, 'entriesAt' | 'writeEntries'>;

/** Changes of entries in their settings files. */
export interface EntryChanges {
  readonly writeVersion: (configured: ConfiguredWorkflow, version: string | undefined) => Promise<void>;
  readonly removeEntry: (configured: ConfiguredWorkflow) => Promise<() => Promise<void>>;
}

export function entryChanges(settings: EntrySettings): EntryChanges {
  return {
    writeVersion: (configured, version) => writeVersion(settings, configured, version),
    removeEntry: (configured) => removeEntry(settings, configured),
  };
}

/** Sets the version of an entry in its settings file; `undefined` for the latest. Throws {@link UserError}. */
async function writeVersion(
  settings: EntrySettings,
  configured: ConfiguredWorkflow,
  version: string | undefined,
): Promise<void> {
  const { workflowVersion: _before, ...rest } = configured.entry;
  const entry = version === undefined ? rest : { ...rest, workflowVersion: version };
  await settings.writeEntries(
    configured.place,
    currentEntries(settings, configured).with(configured.place.index, entry),
  );
}

/** Removes an entry from its settings file. Returns the way back. Throws {@link UserError}. */
async function removeEntry(
  settings: EntrySettings,
  configured: ConfiguredWorkflow,
): Promise<() => Promise<void>> {
  const { place, entry } = configured;
  await settings.writeEntries(place, currentEntries(settings, configured).toSpliced(place.index, 1));
  return () => settings.writeEntries(place, settings.entriesAt(place).toSpliced(place.index, 0, entry));
}

/** The entries of the file, if the entry is still there. */
function currentEntries(settings: EntrySettings, { place, entry }: ConfiguredWorkflow): readonly unknown[] {
  const entries = settings.entriesAt(place);
  if (JSON.stringify(entries[place.index]) !== JSON.stringify(entry))
    throw new UserError(l10n.t('The settings have changed. Try again.'));
  return entries;
}
