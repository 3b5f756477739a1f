import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton());
const main = document.querySelector('main')!;
let open = paragraph('');

/** Appends text to the open paragraph; a blank line starts the next one. */
window.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const [first = '', ...rest] = data.split('\n\n');
  open.appendData(first);
  for (const text of rest) open = paragraph(text);
});

function paragraph(text: string): Text {
  return main.appendChild(document.createElement('p')).appendChild(document.createTextNode(text));
}
