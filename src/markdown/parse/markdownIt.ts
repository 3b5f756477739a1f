import type MarkdownIt from 'markdown-it';

/** A markdown-it parser; the package's own name for it is a value only. */
export type MarkdownParser = InstanceType<typeof MarkdownIt>;
export type Token = ReturnType<MarkdownParser['parse']>[number];
export type InlineRule = Parameters<MarkdownParser['inline']['ruler']['push']>[1];
export type BlockRule = Parameters<MarkdownParser['block']['ruler']['push']>[1];

/** A block rule of the parser by its name; the package gives access to lists of rules only. */
export function ruleNamed({ block: { ruler } }: MarkdownParser, name: string): BlockRule {
  const all = ruler.getRules('');
  ruler.disable(name);
  const others = ruler.getRules('');
  ruler.enable(name);
  const rule = all.find((one) => !others.includes(one));
  if (!rule) throw new Error(`The parser has no rule ${name}.`);
  return rule;
}
