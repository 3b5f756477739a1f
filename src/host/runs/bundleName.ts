import { bundleEnding } from '../../recording/bundle/bundle';
import type { RecordedRun } from '../../recording/recording';
import { localDay } from '../../usage/usageRecord';
import { validFileName } from '../fileName';

/** The name of the file that a run is exported to. Its day is the one under which the view "Runs" lists the run. */
export function bundleName({ name, startedAt }: Pick<RecordedRun, 'name' | 'startedAt'>): string {
  return `${validFileName(name) || 'run'} ${localDay(startedAt)}${bundleEnding}`;
}
