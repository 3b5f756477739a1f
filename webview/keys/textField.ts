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

/** A text longer than this is laid out without a direction for each line: that takes minutes in a text area. */
export const longText = 100_000;

/** Marks text areas with a long text, before they are laid out with it. */
export function markLongTexts(signal: AbortSignal): void {
  const mark = (event: InputEvent): void => {
    const field = fieldOf(event);
    const root = field?.getRootNode();
    if (!field || !(root instanceof ShadowRoot)) return;
    const added =
      event.type === 'input' ? '' : (event.data ?? event.dataTransfer?.getData('text/plain') ?? '');
    root.host.toggleAttribute('data-long', field.value.length + added.length > longText);
  };
  document.addEventListener('beforeinput', mark, { signal, capture: true });
  document.addEventListener('input', (event) => mark(event), { signal, capture: true });
}
