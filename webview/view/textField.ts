/** An element that text is typed into. */
export type TextField = HTMLTextAreaElement | HTMLInputElement;

/** The text field that an event happened in, also inside the toolkit's shadow trees. */
export function fieldOf(event: Event): TextField | undefined {
  const [target] = event.composedPath();
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && isText(target) ? target : undefined;
}

function isText({ type }: HTMLInputElement): boolean {
  return ['text', 'url', 'search', 'password', 'number', 'email', 'tel'].includes(type);
}
