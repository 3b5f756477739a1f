import { provide } from '../onDemand/registry';

type Color = readonly [red: number, green: number, blue: number, alpha: number];

const black: Color = [0, 0, 0, 1];
const white: Color = [255, 255, 255, 1];
const transparent: Color = [0, 0, 0, 0];
const minContrast = 4.5;

/** Backgrounds of the view: the side bar, an editor tab, the message box. */
const pages = ['sideBar-background', 'editor-background', 'input-background'];

/**
 * Theme colours that may be changed, each with the colours it must contrast with: text with its backgrounds, and a
 * hover background with its text. `page` is the background of the view. Later pairs use the results of earlier ones.
 */
const pairs: readonly (readonly [changed: string, ...others: string[]])[] = [
  ['foreground', 'page', 'chat-requestBackground', 'textCodeBlock-background', 'textBlockQuote-background'],
  ['descriptionForeground', 'page', 'chat-requestBackground', 'textCodeBlock-background'],
  ['errorForeground', 'page'],
  ['textLink-foreground', 'page', 'chat-requestBackground', 'textBlockQuote-background'],
  ['textLink-activeForeground', 'page', 'chat-requestBackground', 'textBlockQuote-background'],
  ['textPreformat-foreground', 'textPreformat-background'],
  ['button-foreground', 'button-background'],
  ['button-hoverBackground', 'button-foreground'],
  ['button-secondaryForeground', 'button-secondaryBackground'],
  ['button-secondaryHoverBackground', 'button-secondaryForeground'],
  ['input-foreground', 'input-background'],
  ['input-placeholderForeground', 'input-background'],
  ['editor-foreground', 'editor-background'],
  ['debugTokenExpression-string', 'editor-background'],
  ['debugTokenExpression-number', 'editor-background'],
  ['debugTokenExpression-name', 'editor-background'],
  ['symbolIcon-classForeground', 'editor-background'],
  ['symbolIcon-functionForeground', 'editor-background'],
  ['symbolIcon-keywordForeground', 'editor-background'],
  ['symbolIcon-variableForeground', 'editor-background'],
];

/**
 * Keeps text readable in every theme. If two colours of the theme have a contrast below 4.5:1, the body overrides one
 * of them with a darker or lighter one. Follows changes of the theme.
 */
function keepReadable(): void {
  adjust();
  const observer = new MutationObserver(adjust);
  observer.observe(document.documentElement, { attributeFilter: ['style'] });
  observer.observe(document.body, { attributeFilter: ['class'] });
}

function adjust(): void {
  const theme = getComputedStyle(document.documentElement);
  const changes = new Map<string, Color>();
  const read = (name: string) =>
    changes.get(name) ?? (name === 'page' ? transparent : parse(theme.getPropertyValue(`--vscode-${name}`)));
  const readAll = (names: readonly string[]) => names.map(read).filter((color) => color !== undefined);
  const below = readAll(pages);
  for (const [changed, ...names] of pairs) {
    const color = read(changed);
    const others = readAll(names);
    const isBackground = /background$/i.test(changed);
    const lowest = (candidate: Color) =>
      Math.min(
        ...below.flatMap((page) =>
          others.map((other) => {
            const fixed = over(other, page);
            return contrast(over(candidate, isBackground ? page : fixed), fixed);
          }),
        ),
      );
    const better = color && readable(color, lowest);
    if (better) changes.set(changed, better);
  }
  const { style } = document.body;
  for (const [changed] of pairs) {
    const better = changes.get(changed);
    if (better) style.setProperty(`--vscode-${changed}`, `rgba(${better.join()})`);
    else style.removeProperty(`--vscode-${changed}`);
  }
}

/** The nearest colour with enough contrast, or `undefined` if this one has enough. */
function readable(color: Color, lowest: (candidate: Color) => number): Color | undefined {
  if (lowest(color) >= minContrast) return undefined;
  const end = lowest(black) > lowest(white) ? black : white;
  for (let share = 0.05; share < 1; share += 0.05) {
    const mixed = mix(color, end, share);
    if (lowest(mixed) >= minContrast) return mixed;
  }
  return end;
}

/** Parses `#rgb`, `#rrggbb`, `#rrggbbaa`, and `rgb()` or `rgba()` with numbers, the formats of VS Code. */
function parse(value: string): Color | undefined {
  const text = value.trim();
  const short = /^#[\da-f]{3}$/i.test(text) ? text.replace(/[\da-f]/gi, '$&$&') : text;
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})([\da-f]{2})?$/i.exec(short);
  if (hex) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = hex
      .slice(1)
      .flatMap((part) => (part ? [parseInt(part, 16)] : []));
    return [red, green, blue, alpha / 255];
  }
  if (!text.startsWith('rgb')) return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function mix(from: Color, to: Color, share: number): Color {
  const part = (index: 0 | 1 | 2 | 3) => from[index] + (to[index] - from[index]) * share;
  return [part(0), part(1), part(2), part(3)];
}

/** Blends a translucent colour over an opaque one. */
function over(color: Color, base: Color): Color {
  const [red, green, blue, alpha] = color;
  return mix(base, [red, green, blue, 1], alpha);
}

/** The contrast ratio of WCAG 2 between two opaque colours. */
function contrast(one: Color, other: Color): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Color): number {
  const linear = (part: number) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

keepReadable();
provide('readableColors', true);
