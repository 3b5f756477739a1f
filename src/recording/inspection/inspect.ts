import type { EventRow, RunInspection } from '../../shared/inspection/runInspection';
import type { Recording } from '../recording';
import { RunInspector, type Surroundings } from './runInspector';

/** What a recording shows, and its events. Pure: the same recording gives the same result. Never throws. */
export function inspect(
  { run, entries }: Recording,
  surroundings: Surroundings = { isLive: false },
  ownBaseUrl = '',
): { readonly inspection: RunInspection; readonly rows: readonly EventRow[] } {
  const inspector = new RunInspector(run, ownBaseUrl);
  for (const entry of entries) inspector.add(entry);
  return { inspection: inspector.inspection(surroundings), rows: inspector.rows };
}
