import { emptyEnvironment, openEnvironment, type ParseEnvironment } from './parse/parser';
import type { Segment } from './cut/segment';
import { Segmenter } from './cut/segmenter';
import { inlineTokens, tokensOf } from './cut/segmentTokens';

/**
 * The targets of the links in a message, in the order of the view. All are https. In an incomplete message a definition
 * applies only to text after it, so that `isComplete` must be the same as in the view.
 */
export function linksOf(text: string, isComplete = true): readonly string[] {
  return targetsOf(text, isComplete, 'links');
}

/** The addresses of the images in a message, in the order of the view. All are https. */
export function imagesOf(text: string, isComplete = true): readonly string[] {
  return targetsOf(text, isComplete, 'images');
}

/** Links and images of a segment. Definitions in it are added to the environment. */
export function targetsOfSegment(
  segment: Segment,
  environment: ParseEnvironment,
): { readonly links: readonly string[]; readonly images: readonly string[] } {
  const links: string[] = [];
  const images: string[] = [];
  if (segment.type === 'code' || !mayHaveTargets(segment.source)) return { links, images };
  for (const token of inlineTokens(tokensOf(segment, environment))) {
    if (token.type === 'link_open') links.push(String(token.attrGet('href')));
    if (token.type === 'image') images.push(String(token.attrGet('src')));
  }
  return { links, images };
}

/** Fast path: false if a text cannot contain links, images or definitions. */
export function mayHaveTargets(source: string): boolean {
  return source.includes(']') || /https:/i.test(source);
}

function targetsOf(text: string, isComplete: boolean, kind: 'links' | 'images'): readonly string[] {
  const segmenter = new Segmenter();
  const settled = segmenter.append(text);
  const rest = isComplete ? segmenter.finish() : segmenter.open();
  const environment = emptyEnvironment(!isComplete);
  const all = [...settled, ...rest];
  if (isComplete) for (const segment of all) targetsOfSegment(segment, environment);
  return all.flatMap((segment, index) => {
    const isSettled = isComplete || index < settled.length;
    const isLast = index === all.length - 1;
    const own = isSettled ? environment : openEnvironment(environment, isLast);
    return targetsOfSegment(segment, own)[kind];
  });
}
