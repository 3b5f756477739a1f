import type { MarkdownText } from '../markdown/markdownText';
import { fill, text } from '../words/text';

/** The words of rendered Markdown. */
export const markdownText: MarkdownText = {
  copy: text.copyCode,
  insertAtCursor: text.insertAtCursor,
  applyToSelection: text.applyToSelection,
  wrapLines: text.wrapLines,
  code: text.code,
  table: text.table,
  taskDone: text.taskDone,
  taskOpen: text.taskOpen,
  saveAs: text.saveAs,
  openInEditor: text.openInEditor,
  loadImageFrom: (host) => fill(text.loadImageFrom, { host }),
};
