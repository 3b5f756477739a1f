/** A seeded pseudorandom generator of numbers in [0, 1), so that runs are reproducible. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Cuts a text into pieces of `least` to `most` UTF-16 units, never inside a surrogate pair. */
export function* piecesOf(
  text: string,
  least: number,
  most: number,
  random: () => number,
): Generator<string> {
  let start = 0;
  while (start < text.length) {
    let end = Math.min(text.length, start + least + Math.floor(random() * (most - least + 1)));
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end++;
    yield text.slice(start, end);
    start = end;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Estimates tokens: one for each Chinese character, a quarter for each other UTF-16 unit. */
export function tokensOf(text: string): number {
  const chinese = text.match(/[\u3400-\u9fff]/g)?.length ?? 0;
  return chinese + Math.ceil((text.length - chinese) / 4);
}
