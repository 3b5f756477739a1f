import { partOf, type PartName } from './registry';
import { pageMeta, partsAddress } from './partUrl';
import { trustedPartUrl } from '../markdown/trust/trustedTypes';

const missing = new Set<PartName>();
const loading = new Map<PartName, Promise<boolean>>();

/** Loads a part once. Resolves to whether it is there; without it text is shown plain, so there is nothing to report. */
export function loadPart(name: PartName): Promise<boolean> {
  const known = loading.get(name);
  if (known) return known;
  const started = new Promise<boolean>((resolve) => {
    if (partsAddress() === '') {
      resolve(false);
      return;
    }
    const script = document.createElement('script');
    script.nonce = pageMeta('property', 'csp-nonce');
    script.src = trustedPartUrl(name);
    script.addEventListener('load', () => resolve(partOf(name) !== undefined));
    script.addEventListener('error', () => {
      missing.add(name);
      resolve(false);
    });
    document.head.append(script);
  });
  loading.set(name, started);
  return started;
}

/** Loads a part that will be needed soon, when there is nothing else to do. */
export function preparePart(name: PartName): void {
  if (!loading.has(name)) requestIdleCallback(() => void loadPart(name));
}

/** Whether a part is not there yet and may still come. */
export function isComing(name: PartName): boolean {
  return !partOf(name) && !missing.has(name) && partsAddress() !== '';
}
