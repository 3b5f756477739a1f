import type { Token } from '../../../src/markdown/parse/markdownIt';
import { parser } from '../../../src/markdown/parse/parser';
import { hostOf } from '../../../src/markdown/parse/inline/urls';
import { codeHtml } from './codeHtml';
import type { FormulaRoom } from './formulaBudget';
import { escapeHtml } from './highlight';
import { nothing, type BlockHtml } from './blockHtml';
import type { MarkdownText } from '../markdownText';
import { mathHtml } from './mathHtml';

/** Input of rendering besides the tokens, and the counters it advances. */
export interface RenderState {
  readonly text: MarkdownText;
  /** Whether links and images can be clicked; otherwise they are shown as text. */
  readonly hasLinks: boolean;
  readonly isWrapped: (codeIndex: number) => boolean;
  readonly formulas: FormulaRoom;
  nextLink: number;
  nextImage: number;
  nextCode: number;
  /** Within a link, an image is shown as its alternative text: it could not be told from a button. */
  isInLink: boolean;
}

/** Renders the tokens of one segment. A single list, table or code block is split into its children. */
export function htmlOf(tokens: readonly Token[], state: RenderState): BlockHtml {
  const groups = groupsOf(tokens);
  const [only] = groups;
  if (!only) return nothing;
  if (groups.length > 1) return { ...nothing, children: groups.map((group) => render(group, state)) };
  const first = only[0];
  if (first?.type === 'fence' || first?.type === 'code_block') return codeOf(first, state);
  if (first?.type === 'bullet_list_open' || first?.type === 'ordered_list_open') return listHtml(only, state);
  if (first?.type === 'table_open') return tableHtml(only, state);
  return { ...nothing, children: [render(only, state)] };
}

/** The text of tokens without markup; images by their alternative text. */
export function plainTextOf(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    if (token.children) {
      for (const child of token.children) {
        if (child.type === 'softbreak' || child.type === 'hardbreak') text += '\n';
        else if (child.type === 'image') text += child.content;
        else if (child.nesting === 0) text += child.content;
      }
    } else if (token.nesting === 0) text += token.content;
    if (token.nesting === -1 && token.block && !text.endsWith('\n')) {
      text += token.type === 'td_close' || token.type === 'th_close' ? '\t' : '\n';
    }
  }
  return text;
}

function groupsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const groups: Token[][] = [];
  for (const token of tokens) {
    if (token.level === 0 && token.nesting >= 0) groups.push([token]);
    else groups.at(-1)?.push(token);
  }
  return groups;
}

/** Groups the tokens one level below an element, without the tokens of the element. */
function childGroups(tokens: readonly Token[], level: number): readonly (readonly Token[])[] {
  const groups: Token[][] = [];
  for (const token of tokens) {
    if (token.level === level && token.nesting >= 0) groups.push([token]);
    else if (token.level > level || (token.level === level && token.nesting < 0)) groups.at(-1)?.push(token);
  }
  return groups;
}

function listHtml(tokens: readonly Token[], state: RenderState): BlockHtml {
  const [open] = tokens;
  const tag = open?.tag ?? 'ul';
  const start = open?.attrGet('start') ?? null;
  return {
    open: start === null ? `<${tag}>` : `<${tag} start="${String(start)}">`,
    close: `</${tag}>`,
    holder: tag,
    children: childGroups(tokens, 1).map((item) => render(item, state)),
  };
}

function tableHtml(tokens: readonly Token[], state: RenderState): BlockHtml {
  const bodyStart = tokens.findIndex((token) => token.type === 'tbody_open');
  const headEnd = tokens.findIndex((token) => token.type === 'thead_close');
  const head = headEnd < 0 ? '' : render(tokens.slice(1, headEnd + 1), state);
  const rows = bodyStart < 0 ? [] : childGroups(tokens.slice(bodyStart), 2);
  return {
    open: `${tableStart(tokens[0], state, headEnd < 0)}${head}<tbody>`,
    close: '</tbody></table></div>',
    holder: 'tbody',
    children: rows.map((row) => render(row, state)),
  };
}

function render(tokens: readonly Token[], state: RenderState): string {
  return renderer.render([...tokens], options, { [stateKey]: state }).trimEnd();
}

const { renderer, options } = parser();
const stateKey = Symbol('render state');

type Rule = NonNullable<(typeof renderer.rules)[string]>;
type StatefulRule = (token: Token, state: RenderState) => string;

/** Headings of an answer are nested below those of the view. */
const headings: Readonly<Record<string, string>> = {
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
  h6: 'h6',
};

const rules: Readonly<Record<string, StatefulRule>> = {
  link_open: (token, state) => {
    state.isInLink = true;
    const href = escapeHtml(String(token.attrGet('href')));
    if (!state.hasLinks) return `<span title="${href}">`;
    return `<a href="${href}" title="${href}" data-action="openLink" data-index="${String(state.nextLink++)}">`;
  },
  link_close: (_token, state) => {
    state.isInLink = false;
    return state.hasLinks ? '</a>' : '</span>';
  },
  image: (token, state) => {
    const index = String(state.nextImage++);
    const source = String(token.attrGet('src'));
    const words = escapeHtml(token.content.slice(0, 300));
    if (state.isInLink || !state.hasLinks) return words || escapeHtml(hostOf(source));
    const label = escapeHtml(state.text.loadImageFrom(hostOf(source)));
    const alternative = words && `<span class="md-image-words">${words}</span> `;
    return `<button type="button" class="md-image" data-action="loadImage" data-index="${index}" title="${escapeHtml(source)}">${alternative}<span class="md-image-load">${label}</span></button>`;
  },
  fence: (token, state) => join(codeOf(token, state)),
  code_block: (token, state) => join(codeOf(token, state)),
  math_inline: (token, state) =>
    mathHtml(token.content, 'span', token.markup === '$$' || token.markup === '\\[', state.formulas),
  math_block: (token, state) => mathHtml(token.content, 'div', true, state.formulas),
  task: (token, state) =>
    `<span class="md-task is-${token.info}" role="img" aria-label="${escapeHtml(token.info === 'done' ? state.text.taskDone : state.text.taskOpen)}"></span>`,
  heading_open: (token) => `<${headings[token.tag] ?? 'h6'} class="md-${token.tag}"${directionHtml(token)}>`,
  heading_close: (token) => `</${headings[token.tag] ?? 'h6'}>`,
  th_open: (token) => cell('th', token),
  td_open: (token) => cell('td', token),
  table_open: (token, state) => tableStart(token, state),
  table_close: () => '</table></div>',
};

for (const [name, rule] of Object.entries(rules)) renderer.rules[name] = stateful(rule);

function stateful(rule: StatefulRule): Rule {
  return (tokens, index, _options, environment) => {
    const token = tokens[index];
    return token ? rule(token, environment?.[stateKey] as RenderState) : '';
  };
}

function codeOf(token: Token, state: RenderState): BlockHtml {
  const index = state.nextCode++;
  const code = token.content.replace(/\n$/, '');
  const piece = { code, info: token.info, isFirst: true, isLast: true, index };
  return codeHtml({ ...piece, isWrapped: state.isWrapped(index) }, state.text);
}

function join(html: BlockHtml): string {
  return html.open + html.children.join('') + html.close;
}

function cell(tag: string, token: Token): string {
  const align = /right|center/.exec(String(token.attrGet('style') ?? ''))?.[0];
  return `<${tag}${align ? ` class="md-${align}"` : ''}${directionHtml(token)}>`;
}

function tableStart(table: Token | undefined, state: RenderState, isContinued = false): string {
  const className = isContinued ? 'md-table is-continued' : 'md-table';
  const label = escapeHtml(state.text.table);
  return `<div class="${className}" role="region" aria-label="${label}" tabindex="0"><table${directionHtml(table)}>`;
}

function directionHtml(token: Token | undefined): string {
  const direction = token?.attrGet('dir');
  return typeof direction === 'string' ? ` dir="${direction}"` : '';
}
