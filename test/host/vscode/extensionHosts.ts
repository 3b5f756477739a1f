import { setTimeout } from 'node:timers/promises';

const line = /<(\d+)> (?:(Launched Extension Host Process)|Extension Host Process exited)/;

/** The running extension hosts of a server of VS Code, read from its log. */
export class ExtensionHosts {
  private readonly running = new Set<string>();
  private rest = '';

  /** Reads the next part of the log. */
  read(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const each of lines) {
      const [, id, launched] = line.exec(each) ?? [];
      if (id === undefined) continue;
      if (launched === undefined) this.running.delete(id);
      else this.running.add(id);
    }
  }

  /** Resolves to true when no extension host runs, and to false after this time. */
  async haveExited(limitMs: number): Promise<boolean> {
    const giveUpAt = Date.now() + limitMs;
    while (this.running.size > 0) {
      if (Date.now() > giveUpAt) return false;
      await setTimeout(50);
    }
    return true;
  }
}
