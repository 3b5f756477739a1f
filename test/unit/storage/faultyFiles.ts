import type { FileHandle } from 'node:fs/promises';
import { nodeFileSystem, type FileSystem } from '../../../src/storage/journal/disk/fileSystem';

/** An error as the operating system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as if`), { code });
}

/** Is told each call on the file system by its name; may throw. */
export type CallListener = (call: string) => void;

/** The real file system, with a step before and after each call, those on open files included. */
export function interceptFiles(before: CallListener, after: CallListener = () => undefined): FileSystem {
  return intercept(nodeFileSystem, before, after);
}

function intercept<T extends object>(target: T, before: CallListener, after: CallListener): T {
  return new Proxy(target, {
    get(_target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      return async (...parameters: unknown[]) => {
        before(name);
        const result: unknown = await Reflect.apply(value, target, parameters);
        after(name);
        return name === 'open' ? intercept(result as FileHandle, before, after) : result;
      };
    },
  });
}

/** The real file system, faster by not waiting for the disk: for tests in which no power fails. */
export function withoutSync(): FileSystem {
  return {
    ...nodeFileSystem,
    open: async (path, flags, mode) => {
      const handle = await nodeFileSystem.open(path, flags, mode);
      handle.datasync = () => Promise.resolve();
      return handle;
    },
  };
}

/** The real file system on a disk so busy that a sync takes until `release` is called. */
export function withSlowSync(): { readonly files: FileSystem; readonly release: () => void } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const files: FileSystem = {
    ...nodeFileSystem,
    open: async (path, flags, mode) => {
      const handle = await nodeFileSystem.open(path, flags, mode);
      const datasync = handle.datasync.bind(handle);
      handle.datasync = () => released.then(datasync);
      return handle;
    },
  };
  return { files, release };
}

/** A disk that can be told to refuse. */
export class FaultyFiles {
  private call = '';
  private code = '';
  private part: number | undefined;

  readonly files: FileSystem = new Proxy(
    interceptFiles((call) => this.check(call)),
    {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        return name === 'open' && typeof value === 'function'
          ? async (...parameters: unknown[]) =>
              this.torn((await Reflect.apply(value, target, parameters)) as FileHandle)
          : value;
      },
    },
  );

  /** From now on each such call fails. */
  fail(call: string, code: string): void {
    this.call = call;
    this.code = code;
  }

  /** From now on a write takes only so many bytes and then says that the disk is full. */
  tearWrites(part: number): void {
    this.part = part;
  }

  heal(): void {
    this.call = '';
    this.part = undefined;
  }

  private check(call: string): void {
    if (call === this.call) throw systemError(this.code);
  }

  private torn(handle: FileHandle): FileHandle {
    return new Proxy(handle, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name !== 'write' || this.part === undefined) return value;
        return async (bytes: Buffer) => target.write(bytes.subarray(0, this.part));
      },
    });
  }
}
