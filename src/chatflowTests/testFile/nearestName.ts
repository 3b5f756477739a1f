import { distance } from 'fastest-levenshtein';

/** The name that a misspelled one probably means. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  let nearest: string | undefined;
  let fewest = Math.min(3, Math.ceil(name.length / 2));
  for (const candidate of names) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < fewest) [nearest, fewest] = [candidate, edits];
  }
  return nearest;
}
