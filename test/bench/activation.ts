import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { extensions } from 'vscode';

declare const REPORT_FILE: string;

/** Newer Node can tell the CPU of this thread; elsewhere the whole process counts, which is more, never less. */
const cpu: () => NodeJS.CpuUsage =
  (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage?.bind(process) ??
  process.cpuUsage.bind(process);

/** What VS Code runs as the tests: activates the extension and writes down the CPU that took, loading its code included. */
export async function run(): Promise<void> {
  const extension = extensions.getExtension('coze-workflow-chat.coze-workflow-chat');
  if (!extension) throw new Error('VS Code does not know the extension.');
  if (extension.isActive) throw new Error('The extension is active before anything was used.');
  // Let the host finish with its own start first.
  await setTimeout(2000);
  const before = cpu();
  await extension.activate();
  const after = cpu();
  const cpuMs = (after.user + after.system - before.user - before.system) / 1000;
  mkdirSync(dirname(REPORT_FILE), { recursive: true });
  writeFileSync(REPORT_FILE, JSON.stringify({ cpuMs }));
}
