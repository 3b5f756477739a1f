import { relative } from 'node:path';
import type { Command } from './layers';
import { projectRoot } from '../paths';
import { failuresOf, runCommand } from './runCommand';
import type { Results } from '../../support/report';

/** A command that has run. */
export interface Finished {
  readonly command: Command;
  results: Results;
}

/** More failed files than this are not a matter of load. */
const mostFiles = 10;

/**
 * Runs the failed test files again, one command after another, when nothing else runs, and replaces their results. Resolves to
 * lines for the summary: which files ran again, and which of their tests passed then.
 */
export async function repeatAlone(finished: readonly Finished[]): Promise<string[]> {
  const late = finished.flatMap((run) => {
    const { withFiles } = run.command;
    const files = Object.keys(run.results).filter((file) => run.results[file]!.failed.length > 0);
    if (!withFiles || files.length === 0) return [];
    // A hook of the root suite belongs to no file: then all of them run again.
    return [{ run, files, command: files.includes('') ? run.command : withFiles(files) }];
  });
  if (late.flatMap(({ files }) => files).length > mostFiles) return [];
  const lines: string[] = [];
  for (const { run, files, command } of late) {
    const names = files.map((file) => (file === '' ? 'the whole layer' : relative(projectRoot, file)));
    console.log(`\n=== Again, alone: ${names.join(', ')} ===\n`);
    const again = await runCommand(command, (text) => process.stdout.write(text));
    const failures = files.flatMap((file) => run.results[file]!.failed);
    const stillFailed = new Set(failuresOf(again).map(({ title }) => title));
    lines.push(`Ran again, alone: ${names.join(', ')}`);
    for (const { title, error } of failures) {
      const result = stillFailed.has(title) ? 'failed' : 'passed';
      lines.push(`  failed beside other layers, ${result} alone: ${title}: ${error}`);
    }
    run.results = command === run.command ? again : { ...run.results, ...again };
  }
  return lines;
}
