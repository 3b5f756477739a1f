import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { commands, extensions, languages, Position, Uri, window, workspace } from 'vscode';

declare const REPORT_FILE: string;

/** CPU time of this thread in newer versions of Node, else that of the process, which is an upper bound. */
const usage: () => NodeJS.CpuUsage =
  (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage?.bind(process) ??
  process.cpuUsage.bind(process);

function cpuMs(): number {
  const { user, system } = usage();
  return (user + system) / 1_000;
}

/** Milliseconds without a key or a change, after which nothing is left to do. */
const quietMs = 1_500;

/** Figures of the Test Explorer in one extension host, in milliseconds. */
export interface ExplorerFigures {
  /** From the opened file until the last file is read. */
  readonly readyMs: number;
  /** Longest turn of the event loop meanwhile. */
  readonly blockMs: number;
  /** The CPU time of that turn. It does not depend on what else the machine does. */
  readonly blockCpuMs: number;
  /** The same after one key in a file of 1,000 tests. */
  readonly keyBlockMs: number;
  readonly keyBlockCpuMs: number;
}

/**
 * Run by VS Code as the tests, in a folder of test files: opens the first one, which makes the extension read all of them. The
 * last one has a mistake, so that its diagnostic shows when all are read. Then types into the large one.
 */
export async function run(): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const extension = extensions.getExtension('coze-workflow-chat.coze-workflow-chat');
  if (!folder || !extension) throw new Error('There is no folder, or no extension.');
  const uriOf = (name: string) => Uri.joinPath(folder.uri, name);
  await extension.activate();
  await setTimeout(3_000);

  const lag = new LagMeter();
  const before = performance.now();
  await window.showTextDocument(uriOf('file00.coze-test.yaml'));
  while (languages.getDiagnostics(uriOf('file99.coze-test.yaml')).length === 0) await setTimeout(5);
  const readyMs = performance.now() - before;
  await setTimeout(quietMs);
  const [blockMs, blockCpuMs] = lag.take();

  const large = uriOf('large.coze-test.yaml');
  await workspace.fs.copy(uriOf('large.txt'), large);
  const editor = await window.showTextDocument(large);
  await setTimeout(quietMs);
  lag.take();
  await editor.edit((edit) => edit.insert(new Position(3, 11), 'x'));
  await setTimeout(quietMs);
  const [keyBlockMs, keyBlockCpuMs] = lag.take();
  lag.stop();

  const figures: ExplorerFigures = { readyMs, blockMs, blockCpuMs, keyBlockMs, keyBlockCpuMs };
  mkdirSync(dirname(REPORT_FILE), { recursive: true });
  writeFileSync(REPORT_FILE, JSON.stringify(figures));
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Notes the longest turns of the event loop. */
class LagMeter {
  private longestMs = 0;
  private longestCpuMs = 0;
  private lastMs = performance.now();
  private lastCpuMs = cpuMs();
  private readonly timer = setInterval(() => this.note(), 1);

  /** The longest turn since the last call, in milliseconds, and the most CPU time of a turn. */
  take(): readonly [number, number] {
    this.note();
    const longest = [this.longestMs, this.longestCpuMs] as const;
    this.longestMs = 0;
    this.longestCpuMs = 0;
    return longest;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private note(): void {
    const nowMs = performance.now();
    const nowCpuMs = cpuMs();
    this.longestMs = Math.max(this.longestMs, nowMs - this.lastMs);
    this.longestCpuMs = Math.max(this.longestCpuMs, nowCpuMs - this.lastCpuMs);
    this.lastMs = nowMs;
    this.lastCpuMs = nowCpuMs;
  }
}
