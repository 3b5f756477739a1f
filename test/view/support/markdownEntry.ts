import { actionOf } from '../../../webview/markdown/actions';
import { allowed } from '../../../webview/trust/allowList';
import { isKnownHtml } from '../../../webview/trust/knownHtml';
import { loadPart } from '../../../webview/onDemand/loader';
import { partOf, type Parts } from '../../../webview/onDemand/registry';
import { trustedPartUrl } from '../../../webview/trust/trustedTypes';
import { sanitize } from '../../../webview/trust/sanitize';
import { StreamingMarkdown } from '../../../webview/markdown/blocks/streamingMarkdown';
import { checkTree, type Findings } from './checkTree';

const text = {
  copy: 'Copy',
  insertAtCursor: 'Insert at cursor',
  applyToSelection: 'Apply to selection',
  wrapLines: 'Wrap lines',
  table: 'Table',
  code: 'Code',
  taskDone: 'Done',
  taskOpen: 'Open',
  saveAs: 'Save as…',
  openInEditor: 'Open in editor',
  loadImageFrom: (host: string) => `Load image from ${host}`,
};

const create = () => new StreamingMarkdown({ text });

/** Mounts the blocks of a message in an element, like the message list. */
function show(message: StreamingMarkdown, root: HTMLElement): void {
  const elements = message.blocks.map((block) => block.element());
  for (const [index, element] of elements.entries()) {
    if (root.children[index] !== element) root.insertBefore(element, root.children[index] ?? null);
  }
  while (root.children.length > elements.length) root.lastElementChild?.remove();
}

function stage(): HTMLElement {
  const root = document.createElement('div');
  document.body.append(root);
  return root;
}

const findings: Findings = { nodes: 0, offList: [], badLinks: [] };

/** The functions that tests of Markdown call in the page. They take text and return plain data. */
export const kit = {
  create,
  show,
  stage,
  actionOf,
  sanitize,
  /** With Trusted Types the URL is an object. */
  scriptUrl(name: string): string {
    const url: unknown = trustedPartUrl(name);
    return String(url);
  },
  findings,
  /** HTML of a message streamed in chunks of the given sizes, the last one repeated. */
  streamed(source: string, sizes: readonly number[], isComplete = true): string {
    const root = stage();
    const message = create();
    let end = 0;
    for (let index = 0; end < source.length; index++) {
      end += sizes[Math.min(index, sizes.length - 1)] ?? 1;
      message.update(source.slice(0, end), false);
      show(message, root);
    }
    if (isComplete) message.update(source, true);
    show(message, root);
    const html = [...root.children].map((row) => row.getHTML()).join('\n');
    root.remove();
    return html;
  },
  /** Renders every prefix of a text, or only the whole, and checks each state. Returns the number of states. */
  everyPrefix(source: string, step = 1): number {
    const root = stage();
    const message = create();
    let count = 0;
    for (let end = Math.min(step, source.length); ; end = Math.min(end + step, source.length)) {
      message.update(source.slice(0, end), false);
      show(message, root);
      checkTree(root, allowed, findings);
      count++;
      if (end === source.length) break;
    }
    message.update(source, true);
    show(message, root);
    checkTree(root, allowed, findings);
    root.remove();
    return count + 1;
  },
  /** Loads the formula converter. */
  async math(): Promise<Parts['math']> {
    await loadPart('math');
    const part = partOf('math');
    if (!part) throw new Error('the part for formulas was not loaded');
    return part;
  },
  isKnown: isKnownHtml,
  /** Sanitises HTML and attaches the result. */
  attach(html: string): void {
    const root = stage();
    root.append(sanitize(html));
    checkTree(root, allowed, findings);
    root.remove();
  },
};

export type Kit = typeof kit;

Object.assign(globalThis, { kit });
