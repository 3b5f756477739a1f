import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { nodeFileSystem, type FileSystem } from '../../src/storage/journal/disk/fileSystem';

/** The point at which a process kills itself: after its n-th file-system call, or in the middle of its n-th write. */
export type Death = { readonly kind: 'never' } | { readonly kind: 'call' | 'tear'; readonly at: number };

/** Parses `never`, `call:17` or `tear:3`. */
export function parseDeath(text: string): Death {
  const [kind, at] = text.split(':');
  return kind === 'call' || kind === 'tear' ? { kind, at: Number(at) } : { kind: 'never' };
}

function die(): void {
  writeSync(1, `dying ${Date.now()}\n`);
  process.kill(process.pid, 'SIGKILL');
}

/** The real file system of a process that kills itself with SIGKILL at `death`, after it has printed `dying <time>`. */
export function dyingFiles(death: Death): FileSystem {
  let calls = 0;
  let writes = 0;
  const intercept = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function' || typeof name !== 'string') return value;
        return async (...parameters: unknown[]) => {
          if (name === 'write' && death.kind === 'tear' && ++writes === death.at) {
            const bytes = parameters[0] as Buffer;
            await (target as unknown as FileHandle).write(bytes.subarray(0, Math.floor(bytes.length / 2)));
            die();
          }
          const result: unknown = await Reflect.apply(value, target, parameters);
          if (death.kind === 'call' && ++calls === death.at) die();
          return name === 'open' ? intercept(result as FileHandle) : result;
        };
      },
    });
  return intercept(nodeFileSystem);
}
