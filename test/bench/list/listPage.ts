import type { CDPSession } from 'playwright-core';
import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import { ChatPage } from '../../view/support/chatPage';
import { story, turn } from '../../view/support/story';

/** A typical answer: a heading, text and a list, sometimes code or a table. */
function answer(index: number): string {
  const words = `Message ${String(index)} says that **some** things take \`longer\` than others, and why that is so. `;
  const parts = [words.repeat(1 + (index % 4))];
  if (index % 3 === 0) parts.push('- one\n- two\n- three');
  if (index % 5 === 0) parts.push('```js\nconst answer = 42;\nconsole.log(answer);\n```');
  if (index % 7 === 0) parts.push('| a | b |\n|---|---|\n| 1 | 2 |');
  return parts.join('\n\n');
}

/** A conversation with this number of messages, the last of which is still streaming. */
export function conversationOf(messages: number): ChatEvent[] {
  const turns = Math.max(0, messages / 2 - 1);
  return [
    story.started(),
    ...Array.from({ length: turns }, (_, index) =>
      turn(`t${String(index)}`, `Question ${String(index)}`, answer(index)),
    ).flat(),
    story.sent('s', 'Go on'),
    story.chat('sr1'),
    story.delta('sr1', 'And so '),
  ];
}

export interface DeltaCost {
  /** Main-thread CPU time of one delta, in milliseconds. */
  readonly cpuMs: number;
  readonly p95FrameMs: number;
}

/** A view, and the DevTools session that measures it. */
export class ListPage {
  private constructor(
    readonly chat: ChatPage,
    private readonly session: CDPSession,
  ) {}

  static async open(): Promise<ListPage> {
    const chat = await ChatPage.open({ width: 400, height: 800 });
    const session = await chat.page.context().newCDPSession(chat.page);
    await session.send('Performance.enable');
    return new ListPage(chat, session);
  }

  /** Shows a conversation. Resolves to the milliseconds from the host's message to the painted page. */
  async show(events: readonly ChatEvent[]): Promise<number> {
    const { chat } = this;
    chat.take(events);
    const { seq, conversation, context } = chat;
    return chat.page.evaluate(
      async (message) => {
        const start = performance.now();
        window.postMessage(message, '*');
        for (;;) {
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          if (document.querySelector('article') !== null) return performance.now() - start;
        }
      },
      { type: 'snapshot', seq, conversation, context } as const,
    );
  }

  /** Appends pieces of text to the streaming answer, one in each animation frame. */
  async stream(pieces: readonly string[]): Promise<DeltaCost> {
    const { chat } = this;
    const batches = pieces.map((text, index) => ({
      type: 'events',
      conversationId: chat.conversation.id,
      from: chat.seq + index,
      events: [story.delta('sr1', text)],
    }));
    chat.seq += pieces.length;
    const before = await this.metric('TaskDuration');
    const frames = await chat.page.evaluate(async (messages) => {
      const durations: number[] = [];
      for (const message of messages) {
        window.postMessage(message, '*');
        const start = await new Promise<number>((resolve) =>
          requestAnimationFrame(() => resolve(performance.now())),
        );
        await new Promise((resolve) => setTimeout(resolve));
        durations.push(performance.now() - start);
      }
      return durations;
    }, batches);
    const cpuMs = ((await this.metric('TaskDuration')) - before) * 1000;
    const sorted = frames.toSorted((a, b) => a - b);
    return { cpuMs: cpuMs / pieces.length, p95FrameMs: sorted[Math.floor(sorted.length * 0.95)] ?? 0 };
  }

  /** Megabytes in use after a garbage collection. */
  async heapMb(): Promise<number> {
    await this.session.send('HeapProfiler.collectGarbage');
    return (await this.metric('JSHeapUsedSize')) / 1_000_000;
  }

  async close(): Promise<void> {
    await this.chat.close();
  }

  private async metric(name: string): Promise<number> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  }
}
