/** Recalls sent messages in the composer, one per arrow key, as a shell does. */
export class SentMessages {
  /** Position from the newest message, which is 0; -1 is the draft. */
  private at = -1;
  private shown = '';

  /** Whether the composer still shows a recalled message, unchanged. */
  isShown(draft: string): boolean {
    return this.at >= 0 && draft === this.shown;
  }

  reset(): void {
    this.at = -1;
  }

  /** Moves to the next older (1) or newer (-1) of `sent`. Returns its text, or `undefined` if there is no older one. */
  recall(sent: readonly string[], step: 1 | -1): string | undefined {
    const at = this.at + step;
    if (at >= sent.length) return undefined;
    this.at = Math.max(-1, at);
    this.shown = at < 0 ? '' : (sent[sent.length - 1 - at] ?? '');
    return this.shown;
  }
}

/** Whether an arrow key up, or else down, would move the caret out of the text. */
export function leavesText({ value, selectionStart: at }: HTMLTextAreaElement, isUp: boolean): boolean {
  return !(isUp ? value.slice(0, at) : value.slice(at)).includes('\n');
}
