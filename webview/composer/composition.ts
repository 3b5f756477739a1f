import { keyCodeOf } from '../keys/keys';

/** Long enough for any keyboard event that an input method still sends, too short for a person to notice. */
const afterEnd = 50;
/** After this long without a keyup, the composition was ended by pointer or by itself, and the next Enter is meant. */
const untilForgotten = 500;

/**
 * Knows whether a key press belongs to an input method (Pinyin, Kana, Hangul …), so that the Enter that picks a
 * candidate never sends. One instance watches every input of the page, those in shadow trees too.
 *
 * `isComposing` alone is not enough: some systems say it only by keyCode 229, some send the committing Enter after
 * `compositionend` as if it were an ordinary one (before the keyup of the key that committed).
 */
export class CompositionWatch {
  private isOpen = false;
  private endedAt = Number.NEGATIVE_INFINITY;
  private isKeyDown = false;

  constructor(target: Document, signal: AbortSignal) {
    const options = { capture: true, signal };
    target.addEventListener('compositionstart', () => (this.isOpen = true), options);
    target.addEventListener(
      'compositionend',
      () => {
        this.isOpen = false;
        this.endedAt = performance.now();
        this.isKeyDown = true;
      },
      options,
    );
    target.addEventListener('keyup', () => (this.isKeyDown = false), options);
  }

  /** True when the key is the input method's: leave it alone. */
  owns(event: KeyboardEvent): boolean {
    if (this.isOpen || event.isComposing || keyCodeOf(event) === 229) return true;
    const since = performance.now() - this.endedAt;
    return event.key === 'Enter' && (since < afterEnd || (this.isKeyDown && since < untilForgotten));
  }
}
