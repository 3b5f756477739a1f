import { withoutTokens } from '../../coze/text/redact';
import { isObject, parseJson } from '../../shared/json/json';
import { fields, flag, read, text, time, title } from '../../shared/schema';
import { maxUrlLength } from '../../shared/limits';
import { beginning } from '../../shared/text/beginning';
import { foreignText } from '../../shared/text/foreignText';
import { originOf, httpUrl } from '../../shared/urls/urls';
import { readRecordingEntry, type Recording, type RecordingEntry } from '../recording';
import { withFakeIds } from './fakeIds';

/** The ending of the files. */
export const bundleEnding = '.coze-run.json';

const format = 'coze-workflow-chat/run';
const version = 1;
/** Largest bundle, in bytes. */
export const maxBundleBytes = 64 * 1024 * 1024;
const maxEntries = 500_000;
const sharedHeaders: ReadonlySet<string> = new Set([
  'content-type',
  'content-encoding',
  'retry-after',
  'x-tt-logid',
  'x-log-id',
]);

/** The head of a recording without what has a meaning in one installation only. */
const sharedRun = fields(
  { runId: text, startedAt: time, name: title, workflowId: text, baseUrl: text },
  { isReply: flag, workflowVersion: text, recordedBy: text },
);

/**
 * A run as a file for others: JSON with one line for the head and one for each entry, so that it can be read before it leaves.
 * Contains the fields that the schemas name, no token, and nothing of the installation. With `fakeIds`, the IDs of the service
 * are replaced, each by the same fake wherever it occurs.
 */
export function bundleText(recording: Recording, { fakeIds }: { readonly fakeIds: boolean }): string {
  const entries = recording.entries.flatMap((entry) => readRecordingEntry(entry) ?? []).map(sharedEntry);
  const lines = [read(sharedRun, recording.run), ...entries].map((line) =>
    withoutTokens(JSON.stringify(line)),
  );
  const [run, ...rest] = fakeIds ? withFakeIds(lines) : lines;
  const head = [format, version].map((value) => JSON.stringify(value));
  return [
    '{',
    `  "format": ${head[0]},`,
    `  "version": ${head[1]},`,
    `  "run": ${run},`,
    ...(rest.length === 0 ? ['  "entries": []'] : ['  "entries": [', `    ${rest.join(',\n    ')}`, '  ]']),
    '}',
    '',
  ].join('\n');
}

/**
 * Reads such a file of unknown origin. `undefined` for other content, for a file of a later version and for one that is too
 * large. Never throws: entries that cannot be read are left out.
 */
export function recordingFromBundle(bundle: string): Recording | undefined {
  const file = bundle.length <= maxBundleBytes ? parseJson(bundle) : undefined;
  if (!isObject(file) || file['format'] !== format || file['version'] !== version) return undefined;
  const run = read(sharedRun, file['run']);
  const { entries } = file;
  if (!run || !Array.isArray(entries) || !httpUrl(run.baseUrl)) return undefined;
  const { name, workflowId, baseUrl, workflowVersion, recordedBy } = run;
  return {
    run: {
      ...run,
      ...{ name: foreignText(name), workflowId: foreignText(workflowId), baseUrl: foreignText(baseUrl) },
      ...(workflowVersion !== undefined && { workflowVersion: foreignText(workflowVersion) }),
      ...(recordedBy !== undefined && { recordedBy: foreignText(recordedBy) }),
      // Without a key, the run belongs to no workflow of this installation.
      ...{ key: '', origin: originOf(baseUrl) },
    },
    entries: entries
      .slice(0, maxEntries)
      .flatMap((entry: unknown) => readRecordingEntry(entry) ?? [])
      .map(sharedEntry),
  };
}

/** Longest header and longest method, in UTF-16 units: the page shows them whole. */
const maxHeader = 2_000;
const maxMethod = 20;

function sharedEntry(entry: RecordingEntry): RecordingEntry {
  if (entry.type === 'request') {
    const { method, url } = entry;
    return { ...entry, method: beginning(method, maxMethod), url: beginning(url, maxUrlLength) };
  }
  if (entry.type !== 'response') return entry;
  const headers = Object.entries(entry.headers).flatMap(([name, value]) =>
    sharedHeaders.has(name) ? [[name, beginning(value, maxHeader)]] : [],
  );
  return { ...entry, headers: Object.fromEntries(headers) as Record<string, string> };
}
