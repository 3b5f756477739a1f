/** The parts of the view, by the names of their files in `webview/parts`. */
const names = [
  'attachments',
  'copiedText',
  'highlight',
  'inputs',
  'languages',
  'math',
  'readableColors',
] as const;

export type PartName = (typeof names)[number];

/** Returns the URL of the file of a part, or an empty string for any other name. */
export function partUrl(name: string): string {
  const base = document.querySelector<HTMLMetaElement>('meta[name="coze-on-demand"]')?.content ?? '';
  return names.some((part) => part === name) ? `${base}${name}.js` : '';
}
