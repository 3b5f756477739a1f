import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { extensions } from 'vscode';

declare const REPORT_FILE: string;

/** CPU time of this thread in newer versions of Node, else that of the process, which is an upper bound. */
const cpu: () => NodeJS.CpuUsage =
  (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage?.bind(process) ??
  process.cpuUsage.bind(process);

/** Run by VS Code as the tests: activates the extension and writes the CPU time, including that of loading its code. */
export async function run(): Promise<void> {
  const extension = extensions.getExtension('coze-workflow-chat.coze-workflow-chat');
  if (!extension) throw new Error('The extension is not installed.');
  if (extension.isActive) throw new Error('The extension is already active.');
  // Lets the extension host finish its startup.
  await setTimeout(2000);
  const before = cpu();
  await extension.activate();
  const after = cpu();
  const cpuMs = (after.user + after.system - before.user - before.system) / 1000;
  mkdirSync(dirname(REPORT_FILE), { recursive: true });
  writeFileSync(REPORT_FILE, JSON.stringify({ cpuMs }));
}
