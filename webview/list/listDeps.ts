import { type TemplateResult } from 'lit-html';
import type { Article, Row } from './rows';

export interface ListDeps {
  renderRow(row: Row): unknown;
  /** The element around the rows of one message, without children. */
  renderArticle(article: Article, position: number, count: number): TemplateResult;
  /** Parses rows that are about to be mounted. Returns the index of the first row that has changed, if any has. */
  parse(rows: readonly Row[]): number | undefined;
  /** Called after rows or the viewport were resized and the scroll position was restored. */
  onResized(): void;
}
