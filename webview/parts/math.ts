import { provide } from '../onDemand/registry';
import { boundedMath } from '../markdown/render/boundedMath';

/** Formulas of a streamed answer are converted in every frame. */
const maxKept = 200;
const kept = new Map<string, string | undefined>();

provide('math', (tex, isBlock) => {
  const key = `${String(isBlock)} ${tex}`;
  if (!kept.has(key)) {
    if (kept.size === maxKept) kept.clear();
    kept.set(key, converted(tex, isBlock));
  }
  return kept.get(key);
});

function converted(tex: string, isBlock: boolean): string | undefined {
  try {
    return boundedMath(tex, isBlock);
  } catch {
    // Invalid TeX is shown as its source.
    return undefined;
  }
}
