import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCli } from '../../../src/cli/cli';
import { createSimulator } from '../../../src/simulator/service/simulator';
import type { SimulatorOptions } from '../../../src/simulator/service/service';
import { mountHttp, type HttpMount } from '../../support/httpMount';
import { temporaryFolder } from '../../support/temporaryFolder';

/** A token that no output may contain. */
export const canary = 'pat_canary0123456789canary0123456789';

/** A folder with test files, and the program in it. */
export class CliFolder {
  private constructor(readonly path: string) {}

  static async create(files: Readonly<Record<string, string>> = {}): Promise<CliFolder> {
    const folder = new CliFolder(temporaryFolder('coze cli '));
    for (const [name, text] of Object.entries(files)) await folder.write(name, text);
    return folder;
  }

  async write(name: string, text: string): Promise<void> {
    const file = path.join(this.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  read(name: string): Promise<string> {
    return readFile(path.join(this.path, name), 'utf8');
  }

  /** The texts of all files. */
  async readAll(): Promise<readonly string[]> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), 'utf8')));
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true });
  }

  /** Runs the program in this process. */
  async run(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
    terminal?: { readonly columns: number },
  ) {
    const written = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr') => ({
      write: (text: string) => {
        written[name] += text;
      },
      on: () => undefined,
      ...(terminal && { isTTY: true, ...terminal }),
    });
    const code = await runCli({
      args,
      env: { LANG: 'C.UTF-8', ...env },
      cwd: this.path,
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      version: '1.2.3',
      interrupted: signal ?? new AbortController().signal,
    });
    return { code, ...written, lastLine: written.stdout.trimEnd().split('\n').at(-1) };
  }
}

/** A simulated service over HTTP, and the environment that names it. */
export async function serviceFor(
  options: Partial<SimulatorOptions> = {},
): Promise<{ readonly mount: HttpMount; readonly env: Readonly<Record<string, string>> }> {
  const service = createSimulator({ now: Date.now, pace: 'instant', tokens: [canary], ...options });
  const mount = await mountHttp(service);
  return { mount, env: { COZE_API_TOKEN: canary, COZE_BASE_URL: mount.baseUrl } };
}

/** A test file with these tests for a workflow of the service. */
export function fileOf(tests: string, head = ''): string {
  return `version: 1\ntarget: { workflowId: '7490000000000000001' }\n${head}tests:\n${tests}`;
}
