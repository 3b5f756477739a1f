import { text } from '../words/text';

/** How long the sign stays, in milliseconds. */
const shownMs = 2_000;

/** Marks the button that copied something, for a moment: `data-copied` is what the style sheets look for. */
export function showCopied(button: Element | null): void {
  if (!(button instanceof HTMLElement) || 'copied' in button.dataset) return;
  const { title } = button;
  button.dataset['copied'] = '';
  button.title = text.copied;
  setTimeout(() => {
    delete button.dataset['copied'];
    button.title = title;
  }, shownMs);
}
