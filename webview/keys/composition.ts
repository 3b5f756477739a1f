import { keyCodeOf } from './keys';

/**
 * Milliseconds after the end of a composition in which Enter belongs to it. Covers late keyboard events of input
 * methods.
 */
const afterEnd = 50;
/**
 * The same while the key that ended the composition seems to be held down. A composition ended by the pointer has no
 * keyup.
 */
const untilForgotten = 500;

/**
 * Detects key presses that belong to an input method (Pinyin, Kana, Hangul …), so that the Enter that picks a candidate
 * never sends. One instance covers all inputs of the page, those in shadow trees included.
 *
 * `isComposing` alone is not enough. Some systems report a composition only by keyCode 229, and some send the
 * committing Enter as an ordinary key after `compositionend`, before the keyup of the key that committed.
 */
export class CompositionWatch {
  /** The field with an open composition. If it is removed, the composition ends without an event. */
  private field: EventTarget | undefined;
  private endedAt = Number.NEGATIVE_INFINITY;
  private isKeyDown = false;

  constructor(target: Document, signal: AbortSignal) {
    const options = { capture: true, signal };
    target.addEventListener('compositionstart', (event) => ([this.field] = event.composedPath()), options);
    target.addEventListener(
      'compositionend',
      () => {
        this.field = undefined;
        this.endedAt = performance.now();
        this.isKeyDown = true;
      },
      options,
    );
    target.addEventListener('keyup', () => (this.isKeyDown = false), options);
  }

  /** Whether the key belongs to the input method and must not be handled. */
  owns(event: KeyboardEvent): boolean {
    const isOpen = this.field instanceof Node && this.field.isConnected;
    if (isOpen || event.isComposing || keyCodeOf(event) === 229) return true;
    const since = performance.now() - this.endedAt;
    return event.key === 'Enter' && (since < afterEnd || (this.isKeyDown && since < untilForgotten));
  }
}
