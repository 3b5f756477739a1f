import type MarkdownIt from 'markdown-it';

/** A markdown-it parser; the package's own name for it is a value only. */
export type MarkdownParser = InstanceType<typeof MarkdownIt>;
export type Token = ReturnType<MarkdownParser['parse']>[number];
export type InlineRule = Parameters<MarkdownParser['inline']['ruler']['push']>[1];
export type BlockRule = Parameters<MarkdownParser['block']['ruler']['push']>[1];
