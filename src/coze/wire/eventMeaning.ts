import type { CozeEvent } from './cozeEvent';

type DeltaEvent = Extract<CozeEvent, { type: 'delta' }>;

/** Whether two pieces belong to one text and say nothing else. */
export function isSameText(first: DeltaEvent, second: DeltaEvent): boolean {
  const a = first.message;
  const b = second.message;
  return (
    a.id === b.id &&
    a.type === b.type &&
    a.contentType === b.contentType &&
    a.body.type === 'text' &&
    b.body.type === 'text' &&
    a.reasoning === undefined &&
    b.reasoning === undefined &&
    first.debugUrl === undefined &&
    second.debugUrl === undefined
  );
}

/** The service has reported the status of the chat: only the debug link can follow. */
export function isOutcome(event: CozeEvent): boolean {
  if (event.type === 'failed') return true;
  return (
    event.type === 'chat' &&
    (event.phase === 'completed' || event.phase === 'requiresAction' || event.phase === 'canceled')
  );
}
