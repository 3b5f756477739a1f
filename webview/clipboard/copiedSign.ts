import { text } from '../words/text';

/** Duration in milliseconds. */
const shownMs = 2_000;

/** Confirms at a button that it has copied something: sets `data-copied`, which style sheets use, for a moment. */
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
