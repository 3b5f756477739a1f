import { render } from 'lit-html';
import type { ListDeps } from './listDeps';
import type { Mounted } from './mountedRows';
import type { RowModel } from './rowModel';

/** Renders every row of the conversation into a detached element, for copying. Only some of them are mounted. */
export function renderAllRows(
  model: RowModel,
  mounted: ReadonlyMap<string, Mounted>,
  deps: Pick<ListDeps, 'renderRow' | 'renderArticle'>,
): HTMLElement {
  const root = document.createElement('div');
  let article: Element | null = null;
  let key = '';
  for (const row of model.rows) {
    const found = model.articleOf(row);
    if (found && row.article.key !== key) {
      key = row.article.key;
      const holder = root.appendChild(document.createElement('div'));
      render(deps.renderArticle(found.article, found.position, model.articleCount), holder);
      article = holder.querySelector('article');
    }
    const element = document.createElement('div');
    if (row.kind === 'block') element.append(row.block.element().cloneNode(true));
    else render(deps.renderRow(row), element);
    article?.append(element);
    if (row.kind === 'block' && !mounted.has(row.key)) row.block.release();
  }
  return root;
}
