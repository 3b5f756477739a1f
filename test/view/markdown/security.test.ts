import assert from 'node:assert/strict';
import { openKit, type KitPage } from '../support/openKit';
import type { Sabotage } from '../support/page';
import { hostileHtml, hostileMarkdown, isWholeCorpus, sampleOf } from '../support/payloads';

interface Outcome {
  readonly hits: number;
  readonly calls: number;
  readonly requests: readonly string[];
  readonly offList: readonly string[];
  readonly badLinks: readonly string[];
  readonly states: number;
  readonly nodes: number;
}

const clean = { hits: 0, calls: 0, requests: [], offList: [], badLinks: [] };

const withoutPolicy = (): string => '';

/** Replaces the sanitiser by the browser's own parsing. Needs a page without the shipped policy. */
const noSanitiser: Sabotage = {
  file: 'webview/trust/sanitize.ts',
  from: 'return purifier.sanitize(html, config);',
  to: 'return document.createRange().createContextualFragment(html);',
};
const htmlAllowed: Sabotage = { file: 'src/markdown/parse/parser.ts', from: 'html: false', to: 'html: true' };
const anyUrl: Sabotage = {
  file: 'src/markdown/parse/parser.ts',
  from: 'markdown.validateLink = isAllowedUrl;',
  to: 'markdown.validateLink = () => true;',
};
const realImages: Sabotage = {
  file: 'webview/markdown/render/tokenHtml.ts',
  from: '  image: (token, state) => {',
  to: '  image_off: (token, state) => {',
};

/** Streams texts into a page, `step` characters at a time. Returns everything that must not have happened. */
async function stream(page: KitPage, texts: readonly string[], step: number): Promise<Outcome> {
  const prepared = texts.map((text) => withTrap(page, text));
  let states = 0;
  for (let start = 0; start < prepared.length; start += 100) {
    states += await page.evaluate(
      ([kit, batch, size]) => batch.reduce((count, text) => count + kit.everyPrefix(text, size), 0),
      [page.kit, prepared.slice(start, start + 100), step] as const,
    );
  }
  return outcome(page, states);
}

async function attach(page: KitPage, texts: readonly string[]): Promise<Outcome> {
  await page.evaluate(([kit, batch]) => batch.forEach((html) => kit.attach(html)), [
    page.kit,
    texts.map((text) => withTrap(page, text)),
  ] as const);
  return outcome(page, texts.length);
}

function withTrap(page: KitPage, text: string): string {
  return text.replaceAll('TRAP', `127.0.0.1:${String(page.test.trap.port)}`);
}

/** What happened, after the browser has had time to run and load content. */
async function outcome({ test, kit, evaluate }: KitPage, states: number): Promise<Outcome> {
  await test.page.waitForTimeout(500);
  const { nodes, offList, badLinks } = await evaluate(({ findings }) => findings, kit);
  return {
    hits: await test.hits(),
    calls: test.trap.count,
    requests: [...test.requests],
    offList,
    badLinks,
    states,
    nodes,
  };
}

function bad({ hits, calls, requests, offList, badLinks }: Outcome): unknown {
  return { hits, calls, requests, offList, badLinks };
}

describe('hostile text', () => {
  const open: KitPage[] = [];
  const openOne = async (...options: Parameters<typeof openKit>): Promise<KitPage> => {
    const page = await openKit(...options);
    open.push(page);
    return page;
  };
  afterEach(async () => {
    for (const page of open.splice(0)) await page.test.close();
  });

  const markdown = hostileMarkdown();
  const html = hostileHtml();
  const sample = markdown.filter((_text, index) => index % 3 === 0);

  it('covers more than 1,000 messages and 500 pieces of HTML', () => {
    assert.ok(new Set(markdown).size >= 1_000, String(markdown.length));
    assert.ok(new Set(html).size >= 500, String(html.length));
  });

  it('runs nothing, loads nothing and links to https only, at every prefix, as shipped', async function () {
    const page = await openOne();
    const result = await stream(page, sampleOf(markdown, 8), 1);
    assert.deepEqual(bad(result), clean);
    assert.deepEqual(await page.test.violations(), []);
    assert.deepEqual(page.test.errors, []);
    if (this.test) this.test.title += ` (${String(result.states)} prefixes, ${String(result.nodes)} nodes)`;
    assert.ok(result.states >= (isWholeCorpus ? 100_000 : 8_000), String(result.states));
    assert.ok(result.nodes > result.states);
  }).timeout(600_000);

  describe('loads no script except the parts of the view', () => {
    const others = ['https://evil.example/x.js', '../x', 'constructor', '__proto__', ''];
    const urlsIn = ({ evaluate, kit }: KitPage, names: readonly string[]) =>
      evaluate(([it, all]) => all.map((name) => it.scriptUrl(name)), [kit, names] as const);
    it('as shipped', async () => {
      const page = await openOne();
      assert.match((await urlsIn(page, ['math']))[0] ?? '', /\/webview-math\.js$/);
      assert.deepEqual(
        await urlsIn(page, others),
        others.map(() => ''),
      );
    });
    it('not with any name allowed', async () => {
      const from = 'createScriptURL: partUrl';
      const to = 'createScriptURL: (name) => name';
      const page = await openOne({
        sabotage: [{ file: 'webview/trust/trustedTypes.ts', from, to }],
      });
      assert.deepEqual(await urlsIn(page, others), others);
    });
  });

  describe('is stopped by the parser alone, without sanitiser and policy', () => {
    it('as shipped', async () => {
      const page = await openOne({ sabotage: [noSanitiser], policy: withoutPolicy });
      const { hits, calls, requests, badLinks } = await stream(page, sample, 7);
      assert.deepEqual(
        { hits, calls, requests, badLinks },
        { hits: 0, calls: 0, requests: [], badLinks: [] },
      );
    });
    it('not with HTML allowed', async () => {
      const page = await openOne({ sabotage: [noSanitiser, htmlAllowed], policy: withoutPolicy });
      const result = await stream(page, sample, 1_000);
      assert.ok(result.hits > 0 && result.calls > 0, JSON.stringify(bad(result)));
    });
    it('not with any URL allowed', async () => {
      const page = await openOne({ sabotage: [noSanitiser, anyUrl], policy: withoutPolicy });
      assert.notDeepEqual((await stream(page, sample, 1_000)).badLinks, []);
    });
    it('not with images in place of their buttons', async () => {
      const page = await openOne({ sabotage: [noSanitiser, anyUrl, realImages], policy: withoutPolicy });
      assert.ok((await stream(page, sample, 1_000)).calls > 0);
    });
  });

  describe('is stopped by the sanitiser alone, without parser and policy', () => {
    it('as shipped', async () => {
      const page = await openOne({ policy: withoutPolicy });
      assert.deepEqual(bad(await attach(page, html)), clean);
    });
    it('not by the browser’s own parsing', async () => {
      const page = await openOne({ sabotage: [noSanitiser], policy: withoutPolicy });
      const result = await attach(page, html);
      assert.ok(
        result.hits > 0 && result.calls > 0 && result.offList.length > 0 && result.badLinks.length > 0,
      );
    });
    it('not with more tags and attributes on the list', async () => {
      const from = 'ALLOWED_TAGS: [...allowed.tags],';
      const file = 'webview/trust/sanitize.ts';
      const sabotage = [{ file, from, to: `${from} ADD_TAGS: ['img'], ADD_ATTR: ['src', 'style'],` }];
      const urls = { file, from: 'ALLOWED_URI_REGEXP: /^https:\\/\\//i,', to: '' };
      const page = await openOne({ sabotage: [...sabotage, urls], policy: withoutPolicy });
      const result = await attach(page, html);
      assert.ok(result.calls > 0 && result.offList.length > 0);
    });
    it('not with links to anything', async () => {
      const file = 'webview/trust/sanitize.ts';
      const sabotage = [
        { file, from: 'ALLOWED_URI_REGEXP: /^https:\\/\\//i,', to: '' },
        { file, from: "node.nodeName === 'A' && isAllowedUrl(data.attrValue)", to: 'true' },
      ];
      const page = await openOne({ sabotage, policy: withoutPolicy });
      assert.notDeepEqual((await attach(page, html)).badLinks, []);
    });
  });

  describe('is stopped by the check of known HTML alone, without sanitiser and policy', () => {
    const file = 'webview/trust/knownHtml.ts';
    /** HTML that the check does not know is not shown. */
    const nothingElse: Sabotage = {
      file: 'webview/trust/sanitize.ts',
      from: 'return purifier.sanitize(html, config);',
      to: 'return document.createDocumentFragment();',
    };
    const openWith = (from: string, to: string) =>
      openOne({ sabotage: [nothingElse, { file, from, to }], policy: withoutPolicy });
    /** Differs from known HTML in one respect. */
    const nearlyKnown = [
      '<img src="http://TRAP/i" onerror="hit()">',
      '<a href="javascript:hit()">x</a>',
      '<a href="http://TRAP/">x</a>',
      '<a href="https:&#47;&#47;x">x</a>',
      '<b onfocus="hit()" tabindex="0" style="color:red">x</b>',
      '<p>x<img src=x onerror=hit()></p>',
      '<span class="evil md-x">x</span>',
    ];
    it('as shipped', async () => {
      const page = await openOne({ sabotage: [nothingElse], policy: withoutPolicy });
      assert.deepEqual(bad(await attach(page, [...html, ...markdown, ...nearlyKnown])), clean);
    });
    it('not with any element known', async () => {
      const page = await openWith('(isInMath ? knownMathTags : knownTags).has(name) &&', '');
      const result = await attach(page, ['<img>', '<video></video>', '<script>hit()</script>']);
      assert.ok(result.offList.length > 0);
    });
    it('not with any attribute known', async () => {
      const page = await openWith('!names.has(name)', 'name === ""');
      assert.ok((await attach(page, nearlyKnown)).offList.length > 0);
    });
    it('not with links to anything', async () => {
      const page = await openWith("tag !== 'a' || !isAllowedUrl(decoded(value))", 'tag === ""');
      assert.notDeepEqual((await attach(page, nearlyKnown)).badLinks, []);
    });
    it('not with anything between the tags', async () => {
      const page = await openWith('const piece = /[^<&]+|', 'const piece = /[^]+|');
      const result = await attach(page, nearlyKnown);
      assert.ok(result.hits > 0 && result.calls > 0);
    });
  });

  describe('runs no script under the policy alone, without sanitiser', () => {
    const scripts = html.filter((text) => text.includes('hit()'));
    /** Without this, Trusted Types refuse the HTML before the rest of the policy applies. */
    const withoutTypes = (policy: string): string =>
      policy.replace(/require-trusted-types-for[^;]*;[^;]*/, '');
    it('as shipped', async () => {
      const page = await openOne({ sabotage: [noSanitiser], policy: withoutTypes });
      assert.equal((await attach(page, scripts)).hits, 0);
      assert.notDeepEqual(await page.test.violations(), []);
    });
    it('not with inline scripts allowed', async () => {
      const policy = (shipped: string) =>
        withoutTypes(shipped).replace(/script-src [^;]*/, "script-src * 'unsafe-inline'");
      const page = await openOne({ sabotage: [noSanitiser], policy });
      assert.ok((await attach(page, scripts)).hits > 0);
    });
    it('and Trusted Types refuse HTML that no policy has made', async () => {
      const page = await openOne({ sabotage: [noSanitiser] });
      await assert.rejects(attach(page, ['<big>x</big>']), /TrustedHTML/);
    });
  });
});
