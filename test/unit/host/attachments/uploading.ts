import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { CozeClient } from '../../../../src/coze/cozeClient';
import { isCozeError } from '../../../../src/coze/errors/cozeError';
import { KeptUploads, type UploadMemory } from '../../../../src/host/attachments/keptUploads';
import { SavedUploads } from '../../../../src/host/attachments/savedUploads';
import { TemporaryFiles } from '../../../../src/host/attachments/files/temporaryFiles';
import { FileError } from '../../../../src/host/attachments/files/uploadProblem';
import type { AskedFile, Decision } from '../../../../src/host/attachments/uploader';
import { Uploads } from '../../../../src/host/attachments/uploads';
import type { Workflow } from '../../../../src/shared/workflow';
import type { SimulatorOptions } from '../../../../src/simulator/service/service';
import { createSimulator } from '../../../../src/simulator/service/simulator';
import { mountHttp, type HttpMount } from '../../../support/httpMount';
import { credentialsBy, testToken, workflowAt } from '../../../support/wirePipeline';
import { temporaryFolder } from '../../../support/temporaryFolder';

export const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

/** A memory as VS Code's `Memento`: values are kept as JSON. */
export function memory(): UploadMemory {
  const values = new Map<string, string>();
  return {
    get: (key) => JSON.parse(values.get(key) ?? 'null') as unknown,
    update: (key, value) => {
      values.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

/** A workspace folder with a repository, and a registry of uploads to a simulator over HTTP. */
export interface Uploading {
  readonly folder: string;
  readonly outside: string;
  readonly mount: HttpMount;
  readonly workflow: Workflow;
  readonly uploads: Uploads;
  /** The files about which the user was asked. */
  readonly asked: AskedFile[];
  /** What the user answers. */
  answer: Decision;
  /** Whether the user lets the workflow have anything. */
  mayUse: boolean;
  account: string;
  now: number;
  handler: (request: Request) => Promise<Response>;
  readonly saved: UploadMemory;
  readonly kept: UploadMemory;
  /** Another registry with the same memory, as after a reload of the window. */
  reloaded(): Uploads;
  write(name: string, content: string | Uint8Array): Promise<string>;
}

export async function uploading(options: Partial<SimulatorOptions> = {}): Promise<Uploading> {
  const root = await realpath(temporaryFolder('coze-uploads-'));
  const folder = join(root, 'workspace');
  const outside = join(root, 'outside');
  await mkdir(join(folder, '.git'), { recursive: true });
  await mkdir(outside);
  const simulator = createSimulator({ now: Date.now, pace: 'instant', tokens: [testToken], ...options });
  const mount = await mountHttp((request) => state.handler(request));
  let count = 0;
  const newId = () => `upload${String(++count)}`;
  const client = new CozeClient({
    // The cloud's host is the simulator as well.
    fetch: (input, init) => fetch((input as string).replace('https://api.coze.cn', mount.baseUrl), init),
    credentials: credentialsBy(() => Promise.resolve(testToken)),
    log: { info: () => undefined, warn: () => undefined, debug: () => undefined },
    trace: () => undefined,
    timeouts: () => ({ connectMs: 60_000, idleMs: 60_000 }),
  });
  const saved = memory();
  const kept = memory();
  const registry = () =>
    new Uploads({
      client,
      newId,
      kept: new KeptUploads(kept),
      saved: new SavedUploads(saved),
      temporary: new TemporaryFiles(join(root, 'temporary'), newId),
      rules: () => ({
        isInside: (path) => path.startsWith(folder + sep),
        confirmAboveMegabytes: 1,
      }),
      accountOf: () => Promise.resolve(state.account),
      mayUse: () => Promise.resolve(state.mayUse),
      ask: (files) => {
        state.asked.push(...files);
        return Promise.resolve(state.answer);
      },
      explain: (error) => Promise.resolve(reasonOf(error)),
      now: () => state.now,
    });
  const state: Uploading = {
    folder,
    outside,
    mount,
    workflow: workflowAt(options.dialect === 'selfHosted' ? mount.baseUrl : 'https://api.coze.cn'),
    uploads: registry(),
    asked: [],
    answer: 'upload',
    mayUse: true,
    account: 'a',
    now: Date.now(),
    handler: simulator,
    saved,
    kept,
    reloaded: registry,
    write: async (name, content) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
  };
  return state;
}

function reasonOf(error: unknown): string {
  if (error instanceof FileError) return error.problem.reason;
  return isCozeError(error) ? error.info.reason : String(error);
}
