import { text } from '../words/text';

/** Replaces the page after rendering has failed. Uses plain elements only: any other code may be what failed. */
export function brokenView(root: HTMLElement, onReload: () => void): void {
  const box = document.createElement('div');
  box.className = 'empty broken';
  box.setAttribute('role', 'alert');
  const title = document.createElement('h2');
  title.textContent = text.brokenTitle;
  const words = document.createElement('p');
  words.textContent = text.brokenText;
  const button = document.createElement('button');
  button.className = 'reload';
  button.textContent = text.reloadView;
  button.addEventListener('click', onReload);
  box.append(title, words, button);
  root.replaceChildren(box);
}
