import { isCommand, isWriting, latinKeyOf } from './keys';

/** Time VS Code waits for the second key, in milliseconds. */
const chordTimeout = 5000;

const modifiers: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']);

/**
 * Recognises chords of VS Code (Ctrl+K …) and leaves them to the workbench. The second key is neither typed nor handled
 * by the chat.
 */
export class Chord {
  private begunAt = Number.NEGATIVE_INFINITY;

  /** Whether the key belongs to a chord. */
  takes(event: KeyboardEvent): boolean {
    if (modifiers.has(event.key)) return false;
    const isSecond = performance.now() - this.begunAt < chordTimeout;
    this.begunAt = Number.NEGATIVE_INFINITY;
    if (isSecond) {
      if (isWriting(event)) event.preventDefault();
      return true;
    }
    if (!isCommand(event) || event.shiftKey || latinKeyOf(event) !== 'k') return false;
    this.begunAt = performance.now();
    return true;
  }
}
