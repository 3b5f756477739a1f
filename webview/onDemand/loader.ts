import { trustedPartUrl } from '../trust/trustedTypes';
import type { PartName } from '../trust/partUrl';
import { partOf } from './registry';

const loading = new Map<PartName, Promise<boolean>>();
const missing = new Set<PartName>();

/** Loads a part once. Resolves to whether it is there; callers show plain text without it, so a failure is not reported. */
export function loadPart(name: PartName): Promise<boolean> {
  const started = loading.get(name) ?? start(name);
  loading.set(name, started);
  return started;
}

/** Loads a part that will be needed soon, when the page is idle. */
export function preparePart(name: PartName): void {
  if (!loading.has(name)) requestIdleCallback(() => void loadPart(name));
}

/** Whether a part has not been loaded yet but still may be. */
export function isComing(name: PartName): boolean {
  return !partOf(name) && !missing.has(name);
}

function start(name: PartName): Promise<boolean> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '';
    script.src = trustedPartUrl(name);
    script.addEventListener('load', () => resolve(partOf(name) !== undefined));
    script.addEventListener('error', () => {
      missing.add(name);
      resolve(false);
    });
    document.head.append(script);
  });
}
