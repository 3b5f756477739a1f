import { Stream as AnthropicStream } from '@anthropic-ai/sdk/core/streaming';
import { Stream as OpenAiStream } from 'openai/core/streaming';
import { contentOf, post, readers, type Reader } from '../wire/readers';

const all: Readonly<Record<string, Reader>> = {
  ...readers,
  openai: async (baseUrl, path) => {
    const stream = OpenAiStream.fromSSEResponse<{ type?: string; content?: string }>(
      await post(baseUrl, path),
      new AbortController(),
    );
    let characters = 0;
    for await (const value of stream) {
      if (value.type === 'answer') characters += value.content?.length ?? 0;
    }
    return characters;
  },
  '@anthropic-ai/sdk': async (baseUrl, path) => {
    let characters = 0;
    for await (const { data } of AnthropicStream.rawEvents(await post(baseUrl, path))) {
      characters += contentOf(data);
    }
    return characters;
  },
};

/** Arguments: reader, base URL, path, warm-up path. Prints one line of JSON. */
async function main(): Promise<void> {
  const [name = '', baseUrl = '', path = '', warmUp = ''] = process.argv.slice(2);
  const read = all[name];
  if (!read) throw new Error(`no reader ${name}`);
  await read(baseUrl, warmUp);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const characters = await read(baseUrl, path);
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpu = process.cpuUsage(cpuBefore);
  const result = {
    characters,
    seconds,
    cpuSeconds: (cpu.user + cpu.system) / 1_000_000,
    maxRssMb: process.resourceUsage().maxRSS / 1_024,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(0);
}

void main();
