import type { CozeEvent } from './cozeEvent';

/** The service has reported the status of the chat: only the debug link can follow. */
export function isOutcome(event: CozeEvent): boolean {
  if (event.type === 'failed') return true;
  return (
    event.type === 'chat' &&
    (event.phase === 'completed' || event.phase === 'requiresAction' || event.phase === 'canceled')
  );
}
