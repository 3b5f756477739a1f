import type { Memento, SecretStorage } from 'vscode';
import { Emitter } from '../../../../src/shared/emitter';

/** Secrets in memory, which fail in the ways of the real storage. */
export class Secrets implements SecretStorage {
  readonly values = new Map<string, string>();
  private readonly changed = new Emitter<{ readonly key: string }>();
  readonly onDidChange = this.changed.event;
  failure: 'none' | 'refuses' | 'forgets' | 'unreadable' = 'none';

  get(key: string): Promise<string | undefined> {
    if (this.failure === 'unreadable')
      return Promise.reject(new Error(`cannot decrypt ${this.values.get(key) ?? ''}`));
    return Promise.resolve(this.values.get(key));
  }

  store(key: string, value: string): Promise<void> {
    if (this.failure === 'refuses') return Promise.reject(new Error(`no keyring for ${value}`));
    if (this.failure !== 'forgets') this.values.set(key, value);
    this.changed.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    if (this.failure === 'refuses' || this.failure === 'unreadable')
      return Promise.reject(new Error(`no keyring for ${this.values.get(key) ?? ''}`));
    this.values.delete(key);
    this.changed.fire({ key });
    return Promise.resolve();
  }
}

/** A state store in memory. */
export class Memory implements Memento {
  readonly values = new Map<string, unknown>();
  keys = () => [...this.values.keys()];
  get = <T>(key: string, fallback?: T) =>
    (this.values.has(key) ? (this.values.get(key) as T) : fallback) as T;
  update = (key: string, value: unknown) => {
    this.values.set(key, value);
    return Promise.resolve();
  };
}
