import type { PartName } from './registry';

const names: Readonly<Record<PartName, true>> = {
  copiedText: true,
  highlight: true,
  languages: true,
  math: true,
  readableColors: true,
};

/** Where the files of the parts are, up to their names; nothing on a page that has none. */
export function partsAddress(): string {
  return pageMeta('name', 'coze-on-demand');
}

/** The address of a part's file; nothing for any other name. */
export function partUrl(name: string): string {
  return Object.hasOwn(names, name) ? `${partsAddress()}${name}.js` : '';
}

/** What the page says of itself in a `meta` element. */
export function pageMeta(attribute: 'name' | 'property', value: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[${attribute}="${value}"]`)?.content ?? '';
}
