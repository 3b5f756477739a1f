import type { CozeEvent } from './cozeEvent';

/** Whether the service has reported the status of the chat. Only the debug link can follow. */
export function isOutcome(event: CozeEvent): boolean {
  if (event.type === 'failed') return true;
  return (
    event.type === 'chat' &&
    (event.phase === 'completed' || event.phase === 'requiresAction' || event.phase === 'canceled')
  );
}
