import type { Locator, Page } from 'playwright-core';

/** Counts what a user does: a click, a key, a paste, or the typing of a text. */
export class Acts {
  /** What was done, in order. */
  readonly list: string[] = [];

  constructor(private readonly page: Page) {}

  async click(target: Locator, name: string): Promise<void> {
    await target.click();
    this.list.push(`click ${name}`);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    this.list.push(key);
  }

  /** Pastes from the clipboard with the keyboard; that something is on the clipboard is not counted. */
  async paste(text: string, name: string): Promise<void> {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.page.keyboard.press('Control+V');
    this.list.push(`paste ${name}`);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    this.list.push('type the message');
  }
}
