export type TextField = HTMLTextAreaElement | HTMLInputElement;

/** The text field that is the target of an event, also in a shadow tree of the toolkit. */
export function fieldOf(event: Event): TextField | undefined {
  const [target] = event.composedPath();
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && isText(target) ? target : undefined;
}

function isText({ type }: HTMLInputElement): boolean {
  return ['text', 'url', 'search', 'password', 'number', 'email', 'tel'].includes(type);
}

/**
 * Length in UTF-16 units above which a text area does not determine the direction of each line: layout would take
 * minutes.
 */
export const longText = 100_000;

/** Marks text areas that receive long text before they are laid out. */
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
