import MarkdownIt from 'markdown-it';

/** Tags without attributes. They load and run nothing. */
const plainTag = /^<\/?(?:br|sub|sup|kbd|mark|u|b|i|s|del|ins|details|summary) ?\/?>/i;
const autolink = /^<(?:https?|mailto):[^\s<>]*>/i;

/**
 * Makes a text safe for a Markdown document that other programs open: images become links and HTML becomes text, so that the
 * document loads nothing. Code does not change. If the result is not certainly inert, the whole text becomes a code block.
 */
export function inertMarkdown(text: string, imageWord: string): string {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const codeLines = new Set<number>();
  for (const { type, map } of reader().parse(lines.join('\n'), {})) {
    if ((type !== 'fence' && type !== 'code_block') || !map) continue;
    for (let line = map[0]; line < map[1]; line++) codeLines.add(line);
  }
  const parts: string[] = [];
  let prose: string[] = [];
  const flush = () => {
    if (prose.length > 0) parts.push(inertProse(prose.join('\n'), imageWord));
    prose = [];
  };
  for (const [index, line] of lines.entries()) {
    if (!codeLines.has(index)) {
      prose.push(line);
      continue;
    }
    flush();
    parts.push(line);
  }
  flush();
  const inert = parts.join('\n');
  return isInert(inert) ? inert : fenced(text);
}

/** The text in a fence longer than any run of backticks in it. */
function fenced(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** Keeps code spans and escaped characters, removes the mark of images, and escapes tags. */
function inertProse(text: string, imageWord: string): string {
  return text.replace(
    /(?<!`)(`+)(?!`)[^`](?:[\s\S]{0,10000}?[^`])?\1(?!`)|\\[\s\S]|!\[(\])?|<(?=[a-z/!?])/gi,
    (whole, ticks: string | undefined, isNameless: string | undefined, at: number) => {
      if (ticks !== undefined || whole.startsWith('\\')) return whole;
      if (whole.startsWith('!')) return isNameless ? `[${imageWord}]` : '[';
      const rest = text.slice(at, at + 2_000);
      return plainTag.test(rest) || autolink.test(rest) ? whole : '\\<';
    },
  );
}

function isInert(text: string): boolean {
  return reader()
    .parse(text, {})
    .every(({ type, content, children }) => {
      const isSafe = (kind: string, source: string) =>
        kind !== 'image' && (!/^html_/.test(kind) || isPlainHtml(source));
      return isSafe(type, content) && (children ?? []).every((child) => isSafe(child.type, child.content));
    });
}

function isPlainHtml(html: string): boolean {
  return html
    .split('<')
    .slice(1)
    .every((tag) => plainTag.test(`<${tag}`));
}

let made: InstanceType<typeof MarkdownIt> | undefined;

/** A parser with the rules of other programs, not with those of the chat. */
function reader(): InstanceType<typeof MarkdownIt> {
  return (made ??= new MarkdownIt({ html: true, linkify: false }));
}
