import { text } from '../words/text';

/**
 * What is shown when rendering itself has failed: plain elements only, because whatever else there is may be what broke.
 */
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
