import type { ChatEvent } from '../../../src/shared/conversation/chatEvent';
import type { ChatPage } from './chatPage';
import { story, turn } from './story';

export const paragraph = 'More and more and more words of the answer.\n\n';

/** A conversation with this number of turns. */
export const many = (count: number): ChatEvent[] => [
  story.started(),
  ...Array.from({ length: count }, (_, index) =>
    turn(
      `t${String(index)}`,
      `Question ${String(index)}`,
      `Answer ${String(index)}.\n\n- one\n- two\n\nThe end.`,
    ),
  ).flat(),
];

/** Starts an answer of the run `sr1`. */
export async function streaming(chat: ChatPage): Promise<void> {
  await chat.emit(story.sent('s', 'go on'), story.chat('sr1'), story.delta('sr1', paragraph.repeat(5)));
}

export const scrollTop = (chat: ChatPage) => chat.log.evaluate((element) => element.scrollTop);

export const fromEnd = (chat: ChatPage) =>
  chat.log.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);

/** Position of a text on the screen. */
export async function topOf(chat: ChatPage, words: string): Promise<number> {
  return (await chat.log.getByText(words, { exact: true }).boundingBox())?.y ?? Number.NaN;
}

/** Scrolls up until the end is not visible. */
export async function wheelUp(chat: ChatPage, pixels: number): Promise<void> {
  await chat.log.hover();
  await chat.page.mouse.wheel(0, -pixels);
  await chat.page.waitForFunction(
    () => {
      const log = document.querySelector('.log');
      return log !== null && log.scrollHeight - log.clientHeight - log.scrollTop > 50;
    },
    undefined,
    { timeout: 5000 },
  );
  await atRest(chat);
}

/** Waits until a smooth scroll has ended. */
export async function atRest(chat: ChatPage): Promise<void> {
  for (let before = Number.NaN, now = await scrollTop(chat); before !== now;) {
    before = now;
    for (let frame = 0; frame < 5; frame++) await chat.settled();
    now = await scrollTop(chat);
  }
}

/** The row at the top of the viewport. */
export async function firstRow(chat: ChatPage): Promise<string> {
  return chat.log.evaluate((log) => {
    const { top } = log.getBoundingClientRect();
    const rows = [...log.querySelectorAll<HTMLElement>('.row')];
    return rows.find((row) => row.getBoundingClientRect().bottom > top + 1)?.dataset['row'] ?? '';
  });
}

/** Position of a row on the screen. */
export async function topOfRow(chat: ChatPage, row: string): Promise<number> {
  return chat.log.evaluate(
    (log, key) => log.querySelector(`[data-row="${key}"]`)?.getBoundingClientRect().top ?? Number.NaN,
    row,
  );
}
