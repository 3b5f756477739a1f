/**
 * Elements and attributes that rendered Markdown may contain. `isKnownHtml` applies the list to the output of the
 * renderer, the sanitiser to everything else.
 */
export const tags = [
  ...[
    'a',
    'b',
    'blockquote',
    'br',
    'button',
    'code',
    'del',
    'details',
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
  ...['i', 'ins', 'kbd', 'mark', 'sub', 'summary', 'sup', 'u'],
  ...['p', 'pre', 's', 'span', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
];

export const mathTags = [
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

/** Attributes that are allowed on any element, with any value. */
export const attributes = [
  ...[
    'aria-label',
    'aria-pressed',
    'class',
    'data-action',
    'data-index',
    'data-tex',
    'data-vscode-context',
    'dir',
    'open',
    'role',
    'start',
  ],
  ...['tabindex', 'title', 'type', 'value'],
];

export const mathAttributes = [
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

/** All allowed elements and attributes. */
export const allowed = {
  tags: new Set([...tags, ...mathTags]),
  attributes: new Set([...attributes, ...mathAttributes, 'href']),
};

/** Class names that are allowed. */
export const className = /^(?:md|hljs|tml|is|language)(?:-[\w-]+)?_?$|^(?:function_|class_|inherited__)$/;
