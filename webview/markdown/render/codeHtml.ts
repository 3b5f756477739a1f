import { languageOf } from '../../../src/markdown/fenceLanguage';
import { escapeHtml, highlightLines } from './highlight';
import type { BlockHtml } from './blockHtml';
import type { MarkdownText } from '../markdownText';

/** A code block, or a piece of a long one. */
export interface CodePiece {
  readonly code: string;
  /** The info string of the fence. */
  readonly info: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Index of the code block in its message. */
  readonly index: number;
  readonly isWrapped: boolean;
}

/**
 * Renders a code block. The pieces of a long one look like one block: only the first has the header.
 * `data-vscode-context` identifies the block for the context menu of VS Code.
 */
export function codeHtml(piece: CodePiece, text: MarkdownText): BlockHtml {
  const { code, info, isFirst, isLast, isWrapped } = piece;
  const language = languageOf(info);
  const index = String(piece.index);
  const context = JSON.stringify({ webviewSection: 'codeBlock', codeIndex: piece.index });
  const classes = [
    'md-code',
    !isFirst && 'is-continued',
    !isLast && 'is-continuing',
    isWrapped && 'is-wrapped',
  ];
  const button = (action: string, label: string, more = ''): string =>
    `<button type="button" class="md-code-button" data-action="${action}" data-index="${index}" title="${escapeHtml(label)}"${more}>${escapeHtml(label)}</button>`;
  const head = isFirst
    ? `<div class="md-code-head"><span class="md-code-language">${escapeHtml(language || text.code)}</span>` +
      button('toggleWrap', text.wrapLines, ` aria-pressed="${String(isWrapped)}"`) +
      button('insertCode', text.insertAtCursor) +
      button('applyCode', text.applyToSelection) +
      button('copyCode', text.copy) +
      '</div>'
    : '';
  return {
    open:
      `<div class="${classes.filter(Boolean).join(' ')}" data-vscode-context="${escapeHtml(context)}">${head}` +
      `<pre class="md-code-lines" tabindex="0"><code>`,
    close: '</code></pre></div>',
    holder: 'code',
    children: highlightLines(code, language).map((line) => `<span class="md-line">${line}\n</span>`),
  };
}
