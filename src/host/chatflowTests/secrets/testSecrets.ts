import type { Memento, SecretStorage } from 'vscode';
import { minSecretLength } from '../../../chatflowTests/run/fileValues';
import type { TestFile } from '../../../chatflowTests/testFile/testFile';

/** Asks for the value of a secret variable of a test file; `undefined` if the user enters none. */
export type AskForSecret = (name: string, path: string) => Promise<string | undefined>;

export interface TestSecretsDeps {
  readonly secrets: SecretStorage;
  readonly memento: Memento;
  /** Names the workspace: a test file of another one must not receive the secrets of this one. */
  readonly workspace: string;
  /** Called with every value, so that the log does not show it. */
  readonly onDidSee: (value: string) => void;
  readonly warn: (text: string) => void;
}

const namesKey = 'coze.testSecrets';

/**
 * The values of secret variables of tests: from the environment of VS Code, or else from the secret storage, where they belong
 * to the workspace.
 */
export class TestSecrets {
  constructor(private readonly deps: TestSecretsDeps) {}

  /**
   * The values that the environment lacks, by the names of the environment variables. Those that are not stored are asked for;
   * without an answer they are absent.
   */
  async valuesOf(
    files: readonly TestFile[],
    env: Readonly<Record<string, string | undefined>>,
    ask: AskForSecret,
  ): Promise<Readonly<Record<string, string>>> {
    const values = Object.create(null) as Record<string, string>;
    for (const [name, path] of this.missing(files, env)) {
      const value = (await this.stored(name)) || (await this.asked(name, path, ask));
      if (!value) continue;
      this.see(value);
      values[name] = value;
    }
    return values;
  }

  /** Deletes all stored values of the workspace. Rejects if one remains. */
  async clear(): Promise<void> {
    for (const name of this.names) {
      await this.deps.secrets.delete(this.keyOf(name));
      await this.remember(this.names.filter((other) => other !== name));
    }
  }

  /** A value that cannot be read is asked for again. The errors of the storage can contain the value. */
  private async stored(name: string): Promise<string | undefined> {
    try {
      return await this.deps.secrets.get(this.keyOf(name));
    } catch {
      this.deps.warn(`Secret storage could not read the secret ${name} of tests`);
      return undefined;
    }
  }

  private async asked(name: string, path: string, ask: AskForSecret): Promise<string | undefined> {
    const value = await ask(name, path);
    if (!value) return undefined;
    try {
      await this.deps.secrets.store(this.keyOf(name), value);
      await this.remember([...new Set([...this.names, name])]);
    } catch {
      this.deps.warn(`Secret storage refused the secret ${name} of tests: it is used for this run only`);
    }
    return value;
  }

  private get names(): readonly string[] {
    return this.deps.memento.get<readonly string[]>(namesKey, []);
  }

  private async remember(names: readonly string[]): Promise<void> {
    await this.deps.memento.update(namesKey, names);
  }

  private keyOf(name: string): string {
    return `${namesKey} ${JSON.stringify([this.deps.workspace, name])}`;
  }

  /** The names of the environment variables without value, each with the first file that has it. */
  private missing(
    files: readonly TestFile[],
    env: Readonly<Record<string, string | undefined>>,
  ): ReadonlyMap<string, string> {
    const missing = new Map<string, string>();
    for (const { path, variables } of files) {
      for (const variable of variables.values()) {
        if (!('env' in variable) || !variable.isSecret) continue;
        const given = env[variable.env] || variable.fallback;
        if (given) this.see(given);
        else if (!missing.has(variable.env)) missing.set(variable.env, path);
      }
    }
    return missing;
  }

  private see(value: string): void {
    if (value.length >= minSecretLength) this.deps.onDidSee(value);
  }
}
