/**
 * Hostile texts. `hit()` in them must never run, and `TRAP` (replaced by a local URL) must never be requested. Based on
 * published techniques to get a script, a request or a link past a renderer.
 */

const tags = [
  ...[
    'a',
    'abbr',
    'audio',
    'base',
    'body',
    'button',
    'details',
    'dialog',
    'div',
    'embed',
    'form',
    'frameset',
    'iframe',
  ],
  ...[
    'img',
    'input',
    'isindex',
    'keygen',
    'link',
    'marquee',
    'math',
    'object',
    'select',
    'svg',
    'table',
    'template',
  ],
  ...['textarea', 'video', 'x', 'xss-element'],
];

const handlers = [
  ...[
    'onload',
    'onerror',
    'onclick',
    'onmouseover',
    'onfocus',
    'onpointerenter',
    'onanimationstart',
    'ontoggle',
  ],
  ...['onbeforeinput', 'onscroll', 'onwheel', 'onstart', 'onbegin'],
];

const scriptUrls = [
  'javascript:hit()',
  'JaVaScRiPt:hit()',
  'java\tscript:hit()',
  'java&#10;script:hit()',
  '&#106;avascript:hit()',
  'javascript&colon;hit()',
  '\u0001javascript:hit()',
  ' javascript:hit()',
  'vbscript:hit()',
  'data:text/html,<script>hit()</script>',
  'data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="hit()"/>',
  'blob:http://TRAP/x',
  'filesystem:http://TRAP/x',
  'view-source:javascript:hit()',
  'feed:javascript:hit()',
  'jar:javascript:hit()!/',
];

const otherUrls = [
  'command:workbench.action.terminal.new',
  'command:workbench.extensions.installExtension?%22evil%22',
  'vscode:extension/evil.evil',
  'vscode-insiders://evil',
  'vscode-resource://file///etc/passwd',
  'vscode-webview-resource://x/etc/passwd',
  'file:///etc/passwd',
  'http://TRAP/plain',
  '//TRAP/relative',
  '/relative',
  '../../relative',
  '#fragment',
  '?query',
  'mailto:a@example.com',
  'tel:123',
  'sms:123',
  'ftp://TRAP/x',
  'ws://TRAP/x',
  'https:TRAP',
  'https:/TRAP/x',
  'https:\\\\TRAP\\x',
  'https://user:password@TRAP/x',
  'https://good.example@TRAP/x',
  'https://good.example\\@TRAP/x',
  'https://good.example%00.TRAP/',
  'https:///TRAP/x',
  '\\\\TRAP\\share',
  'ms-msdt:/id',
  'search-ms:query=x',
  'https://\u202eelpmaxe.live/',
];

const loads = [
  '<img src="http://TRAP/i">',
  '<img srcset="http://TRAP/i 1x, http://TRAP/j 2x">',
  '<picture><source srcset="http://TRAP/i"><img></picture>',
  '<video poster="http://TRAP/i"></video>',
  '<video src="http://TRAP/v" autoplay></video>',
  '<audio src="http://TRAP/a" autoplay></audio>',
  '<video><track default src="http://TRAP/t"></video>',
  '<table background="http://TRAP/i"><tr><td background="http://TRAP/i">x</table>',
  '<body background="http://TRAP/i">',
  '<input type="image" src="http://TRAP/i">',
  '<link rel="stylesheet" href="http://TRAP/c">',
  '<link rel="prefetch" href="http://TRAP/p">',
  '<link rel="preconnect" href="http://TRAP/">',
  '<link rel="dns-prefetch" href="//TRAP">',
  '<link rel="icon" href="http://TRAP/i">',
  '<link rel="modulepreload" href="http://TRAP/m">',
  '<style>@import url(http://TRAP/c);</style>',
  '<style>body{background:url(http://TRAP/i)}</style>',
  '<style>@font-face{font-family:x;src:url(http://TRAP/f)}body{font-family:x}</style>',
  '<div style="background:url(http://TRAP/i)">x</div>',
  '<div style="list-style:url(http://TRAP/i);display:list-item">x</div>',
  '<div style="content:url(http://TRAP/i)">x</div>',
  '<div style="cursor:url(http://TRAP/i),auto">x</div>',
  '<div style="border-image:url(http://TRAP/i)">x</div>',
  '<svg><image href="http://TRAP/i" width="9" height="9"/></svg>',
  '<svg><image xlink:href="http://TRAP/i" width="9" height="9"/></svg>',
  '<svg><use href="http://TRAP/u#x"/></svg>',
  '<svg><filter id="f"><feImage href="http://TRAP/i"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>',
  '<svg><style>@import "http://TRAP/c";</style></svg>',
  '<iframe src="http://TRAP/f"></iframe>',
  '<iframe srcdoc="<img src=http://TRAP/i>"></iframe>',
  '<embed src="http://TRAP/e">',
  '<object data="http://TRAP/o"></object>',
  '<frameset><frame src="http://TRAP/f"></frameset>',
  '<meta http-equiv="refresh" content="0;url=http://TRAP/m">',
  '<base href="http://TRAP/"><img src="b">',
  '<form action="http://TRAP/f"><button autofocus>x</button></form>',
  '<a href="https://example.com" ping="http://TRAP/p">x</a>',
  '<portal src="http://TRAP/p"></portal>',
  '<fencedframe src="http://TRAP/f"></fencedframe>',
  '<bgsound src="http://TRAP/b">',
  '<script src="http://TRAP/s"></script>',
  '<math><mtext href="http://TRAP/m">x</mtext></math>',
  '<math href="http://TRAP/m"><mi>x</mi></math>',
  '<math><maction actiontype="statusline#http://TRAP/x" xlink:href="javascript:hit()">x</maction></math>',
  '<template shadowrootmode="open"><img src="http://TRAP/i"></template>',
];

const mutations = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit()&gt;">',
  '<svg></p><style><a title="</style><img src=1 onerror=hit()>">',
  '<noscript><p title="</noscript><img src=x onerror=hit()>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit()>',
  '<math><annotation-xml encoding="text/html"><script>hit()</script></annotation-xml></math>',
  '<svg><foreignObject><img src=x onerror=hit()></foreignObject></svg>',
  '<svg><desc><b title="</desc><img src=x onerror=hit()>">',
  '<svg><title><style><img src="</style><img src=x onerror=hit()>">',
  '<svg><script>hit()</script></svg>',
  '<svg><script href="data:,hit()"/></svg>',
  '<svg><animate attributeName="href" values="javascript:hit()"/><a id="x"><text>x</text></a></svg>',
  '<svg><set attributeName="onload" to="hit()"/></svg>',
  '<svg><a xlink:href="javascript:hit()"><text>x</text></a></svg>',
  '<xmp><p title="</xmp><img src=x onerror=hit()>">',
  '<plaintext><img src=x onerror=hit()>',
  '<textarea><img title="</textarea><img src=x onerror=hit()>">',
  '<title><img title="</title><img src=x onerror=hit()>">',
  '<iframe><img title="</iframe><img src=x onerror=hit()>">',
  '<noembed><img title="</noembed><img src=x onerror=hit()>">',
  '<select><template><img src=x onerror=hit()></template></select>',
  '<table><td><svg><style><img src=x onerror=hit()></style></svg>',
  '<a id=x><a id=x name=y href="javascript:hit()">',
  '<form id=attributes><input name=attributes><img src=x onerror=hit()></form>',
  '<form><input name=parentNode><input name=nodeName><img src=x onerror=hit()></form>',
  '<img name=getElementById><img name=cookie><img id=implementation>',
  '<!--><img src=x onerror=hit()>-->',
  '<!--!><img src=x onerror=hit()>-->',
  '<![CDATA[<img src=x onerror=hit()>]]>',
  '<?xml-stylesheet href="javascript:hit()"?>',
  '<!DOCTYPE x [<!ENTITY a "<img src=x onerror=hit()>">]>&a;',
  '<img src=x onerror\n=\nhit()>',
  '<img/src=x/onerror=hit()>',
  '<img src=x onerror=&#104;it()>',
  '<<script>hit();//<</script>',
  '<scr<script>ipt>hit()</scr</script>ipt>',
  '<script>hit()</script\t>',
  '<SCRIPT>hit()</SCRIPT>',
  '<script\0>hit()</script>',
  '\u00bcscript\u00behit()\u00bc/script\u00be',
  '+ADw-script+AD4-hit()+ADw-/script+AD4-',
  '<a href="https://example.com" style="position:fixed;inset:0">x</a>',
  '<div contenteditable autofocus onfocus=hit()>x</div>',
  '<input autofocus onfocus=hit()>',
  '<details open ontoggle=hit()><summary>x</summary></details>',
  '<button popovertarget=p onclick=hit()>x</button><div popover id=p onbeforetoggle=hit()>x</div>',
  '<x onanimationstart=hit() style="animation:a 1ms"><style>@keyframes a{}</style>',
  '<span is="x-y" onclick=hit()>x</span>',
  '<div data-action="openLink" data-index="0" onclick=hit()>x</div>',
];

function withUrl(url: string): readonly string[] {
  return [
    `[text](${url})`,
    `[text](<${url}>)`,
    `[text](${url} "title")`,
    `![alt](${url})`,
    `[![alt](${url})](${url})`,
    `<${url}>`,
    url,
    `[text][ref]\n\n[ref]: ${url}`,
    `[ref]: ${url}\n\n![alt][ref]`,
    `| a |\n|---|\n| [x](${url}) |`,
    `- [ ] [x](${url})`,
    `**[x](${url}**)`,
    `$\\href{${url}}{x}$`,
    `$$\n\\url{${url}}\n$$`,
    `\\(\\includegraphics{${url}}\\)`,
  ];
}

function withHtml(html: string): readonly string[] {
  return [
    html,
    `text ${html} text`,
    `> - ${html}`,
    `\`\`\`html\n${html}\n\`\`\``,
    `\`\`\`${html.replaceAll('`', '').replaceAll('\n', ' ')}\ncode\n\`\`\``,
    `[${html}](https://example.com/${encodeURIComponent(html)})`,
    `![${html}](https://example.com/i.png "${html.replaceAll('"', '&quot;')}")`,
    `| ${html} |\n|---|\n| ${html.replaceAll('|', '')} |`,
    `# ${html}`,
    `$\\text{${html}}$`,
  ];
}

/** HTML for the sanitiser alone. */
export function hostileHtml(): readonly string[] {
  return [
    ...tags.flatMap((tag) =>
      handlers.map((handler) => `<${tag} ${handler}="hit()" src="x" autofocus tabindex="0">x</${tag}>`),
    ),
    ...[...scriptUrls, ...otherUrls].flatMap((url) => {
      const value = url.replaceAll('"', '&quot;');
      return [
        `<a href="${value}">x</a>`,
        `<button formaction="${value}">x</button>`,
        `<iframe src="${value}"></iframe>`,
        `<math><mi xlink:href="${value}" href="${value}">x</mi></math>`,
      ];
    }),
    ...loads,
    ...mutations,
  ];
}

/** Whether to test all payloads, as `npm run test:security` does. Takes minutes. */
export const isWholeCorpus = process.env['COZE_SECURITY'] === 'all';

/** All texts in `npm run test:security`, otherwise one in `every`. */
export function sampleOf(texts: readonly string[], every: number): readonly string[] {
  return isWholeCorpus ? texts : texts.filter((_text, index) => index % every === 0);
}

/** Messages that a service could send. */
export function hostileMarkdown(): readonly string[] {
  const html = [
    ...loads,
    ...mutations,
    ...tags
      .slice(0, 12)
      .flatMap((tag) => handlers.slice(0, 3).map((handler) => `<${tag} ${handler}=hit() src=x>`)),
  ];
  return [...[...scriptUrls, ...otherUrls].flatMap(withUrl), ...html.flatMap(withHtml)];
}
