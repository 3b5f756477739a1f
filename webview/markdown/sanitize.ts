import DOMPurify, { type Config } from 'dompurify';
import { isAllowedUrl } from '../../src/markdown/urls';

const tags = [
  ...[
    'a',
    'b',
    'blockquote',
    'br',
    'button',
    'code',
    'del',
    'div',
    'em',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'li',
    'ol',
  ],
  ...['p', 'pre', 's', 'span', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];

const mathTags = [
  ...[
    'math',
    'menclose',
    'merror',
    'mfrac',
    'mi',
    'mmultiscripts',
    'mn',
    'mo',
    'mover',
    'mpadded',
    'mphantom',
  ],
  ...[
    'mprescripts',
    'mroot',
    'mrow',
    'ms',
    'mspace',
    'msqrt',
    'mstyle',
    'msub',
    'msubsup',
    'msup',
    'mtable',
    'mtd',
  ],
  ...['mtext', 'mtr', 'munder', 'munderover', 'none'],
];

const attributes = [
  ...[
    'aria-label',
    'aria-pressed',
    'class',
    'data-action',
    'data-index',
    'data-vscode-context',
    'role',
    'start',
  ],
  ...['tabindex', 'title', 'type'],
];

const mathAttributes = [
  ...[
    'accent',
    'accentunder',
    'columnalign',
    'columnlines',
    'columnspacing',
    'depth',
    'display',
    'displaystyle',
  ],
  ...['fence', 'form', 'height', 'largeop', 'linethickness', 'lspace', 'mathvariant', 'maxsize', 'minsize'],
  ...[
    'movablelimits',
    'notation',
    'rowlines',
    'rowspacing',
    'rspace',
    'scriptlevel',
    'separator',
    'stretchy',
  ],
  ...['symmetric', 'voffset', 'width'],
];

/** Elements and attributes that rendered text may have; everything else is dropped. For checks from outside. */
export const allowed = {
  tags: new Set([...tags, ...mathTags]),
  attributes: new Set([...attributes, ...mathAttributes, 'href']),
};

const className = /^(?:md|hljs|tml|is|language)(?:-[\w-]+)?_?$|^(?:function_|class_|inherited__)$/;

const config: Config & { RETURN_DOM_FRAGMENT: true } = {
  ALLOWED_TAGS: [...allowed.tags],
  ALLOWED_ATTR: [...allowed.attributes],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^https:\/\//i,
  ADD_URI_SAFE_ATTR: [...attributes, ...mathAttributes],
  KEEP_CONTENT: true,
  RETURN_DOM_FRAGMENT: true,
};

const purifier = DOMPurify(window);

purifier.addHook('uponSanitizeAttribute', (node, data) => {
  if (data.attrName === 'href') {
    data.keepAttr = node.nodeName === 'A' && isAllowedUrl(data.attrValue);
  } else if (data.attrName === 'class') {
    data.attrValue = data.attrValue
      .split(/\s+/)
      .filter((name) => className.test(name))
      .join(' ');
  }
});

/**
 * The only way for HTML into the document. The text is parsed in a document of its own, where nothing runs or loads, and
 * comes back as nodes with nothing but what is on the list. It does not matter where the text came from.
 */
export function sanitize(html: string): DocumentFragment {
  return purifier.sanitize(html, config);
}
