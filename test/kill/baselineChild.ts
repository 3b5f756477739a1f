import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';

/*
 * The baseline: the whole conversation in one JSON file, rewritten with every message.
 * Arguments: the file. Prints `sent <text>` when the write has resolved.
 */

const [path = ''] = process.argv.slice(2);

async function chat(): Promise<void> {
  const messages: string[] = Array.from({ length: 1_000 }, () => randomBytes(500).toString('hex'));
  for (let number = 0; ; number++) {
    const text = `Message ${number}, ${randomBytes(4).toString('hex')}`;
    messages.push(text);
    await writeFile(path, JSON.stringify({ messages }));
    writeSync(1, `sent ${text}\n`);
  }
}

void chat();
