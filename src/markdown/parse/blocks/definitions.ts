import type { BlockState } from './blockLines';
import type { MarkdownParser, Token } from '../markdownIt';
import { ruleNamed } from '../markdownIt';

/**
 * Shows the definitions of links whose normalised labels are in `unusedLabels` of the environment, as they were typed. They
 * define their labels nevertheless.
 */
export function useUnusedDefinitions(markdown: MarkdownParser): void {
  const reference = ruleNamed(markdown, 'reference');
  markdown.block.ruler.at('reference', (state, startLine, endLine, silent) => {
    const count = state.tokens.length;
    if (!reference(state, startLine, endLine, silent)) return false;
    const token = state.tokens[count];
    if (token) token.content = state.getLines(startLine, state.line, state.blkIndent, false).trim();
    return true;
  });
  markdown.core.ruler.after('block', 'unusedDefinitions', (state) => {
    const { unusedLabels } = state.env as { readonly unusedLabels?: readonly string[] };
    if (!unusedLabels) return;
    const shown = state.tokens.flatMap((token) =>
      isUnused(token, unusedLabels) ? paragraphOf(token, state.Token) : [token],
    );
    state.tokens.splice(0, state.tokens.length, ...shown);
  });
}

function isUnused(token: Token, labels: readonly string[]): boolean {
  return token.type === 'reference_definition' && labels.includes((token.meta as { label: string }).label);
}

function paragraphOf(definition: Token, TokenOf: BlockState['Token']): readonly Token[] {
  const { level, map } = definition;
  const open = Object.assign(new TokenOf('paragraph_open', 'p', 1), { level, map, block: true });
  const inline = Object.assign(new TokenOf('inline', '', 0), { level: level + 1, map, block: true });
  inline.content = definition.content.replace('[', '&#91;');
  inline.children = [];
  return [open, inline, Object.assign(new TokenOf('paragraph_close', 'p', -1), { level, block: true })];
}
