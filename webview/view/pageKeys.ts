import { openRun } from '../../src/shared/conversation';
import type { Find } from './find';
import { isMac } from './keys';
import type { Stage } from './stage';

/** The keys that mean the same wherever the focus is: find in chat, and Escape, which closes that or stops the run. */
export function listenToPageKeys(stage: Stage, find: Find, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || stage.composition.owns(event)) return;
    if (isFindKey(event)) {
      event.preventDefault();
      find.open();
      return;
    }
    if (event.key !== 'Escape' || find.close()) return;
    if (openRun(stage.conversation)) stage.post({ type: 'stop' });
  };
  document.addEventListener('keydown', onKey, { signal });
}

function isFindKey(event: KeyboardEvent): boolean {
  const hasModifier = isMac ? event.metaKey : event.ctrlKey;
  return event.key.toLowerCase() === 'f' && hasModifier && !event.shiftKey && !event.altKey;
}
