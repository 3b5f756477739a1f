import { isCommand, isWriting, latinKeyOf } from './keys';

/** VS Code gives up waiting for the second key after this long, in milliseconds. */
const patience = 5000;

const modifiers: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']);

/** Leaves the two keys of a chord of VS Code (Ctrl+K …) to the workbench: the second one is neither typed nor handled here. */
export class Chord {
  private begunAt = Number.NEGATIVE_INFINITY;

  /** True when the key belongs to a chord. */
  takes(event: KeyboardEvent): boolean {
    if (modifiers.has(event.key)) return false;
    const isSecond = performance.now() - this.begunAt < patience;
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
