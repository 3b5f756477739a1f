/**
 * Makes a double click and a held Enter one press of a button of the toolkit. A second press would send a message twice, or
 * confirm the question that the first one has opened in its place.
 */
export function pressOnce(signal: AbortSignal): void {
  const options = { capture: true, signal };
  const onClick = (event: MouseEvent): void => {
    if (event.detail > 1 && isButton(event)) event.stopImmediatePropagation();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat && event.key === 'Enter' && isButton(event)) event.preventDefault();
  };
  document.addEventListener('click', onClick, options);
  document.addEventListener('keydown', onKey, options);
}

function isButton({ target }: Event): boolean {
  return target instanceof Element && target.closest('vscode-button') !== null;
}
