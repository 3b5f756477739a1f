import { partOf, type PartName } from './parts';
import { trustedScriptUrl } from './trustedTypes';

const files: Readonly<Record<PartName, string>> = {
  highlight: 'highlight.js',
  languages: 'languages.js',
  math: 'math.js',
};
const loading = new Map<PartName, Promise<boolean>>();

/** Loads a part once. Resolves to whether it is there; without it text is shown plain, so there is nothing to report. */
export function loadPart(name: PartName): Promise<boolean> {
  const known = loading.get(name);
  if (known) return known;
  const started = new Promise<boolean>((resolve) => {
    const base = metaOf('name', 'coze-on-demand');
    if (base === '') {
      resolve(false);
      return;
    }
    const script = document.createElement('script');
    script.nonce = metaOf('property', 'csp-nonce');
    script.src = trustedScriptUrl(base + files[name]);
    script.addEventListener('load', () => resolve(partOf(name) !== undefined));
    script.addEventListener('error', () => resolve(false));
    document.head.append(script);
  });
  loading.set(name, started);
  return started;
}

/** Loads a part that will be needed soon, when there is nothing else to do. */
export function preparePart(name: PartName): void {
  if (!loading.has(name)) requestIdleCallback(() => void loadPart(name));
}

function metaOf(attribute: 'name' | 'property', value: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[${attribute}="${value}"]`)?.content ?? '';
}
