import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { HLJSApi, LanguageFn } from 'highlight.js';
import { commonLanguages, otherLanguages } from '../../../webview/markdown/render/languages';

const require = createRequire(import.meta.url);
const hljs = require('highlight.js/lib/core') as HLJSApi;

/** Names and aliases of the languages that a part of the view registers. */
function registeredBy(part: string): ReadonlySet<string> {
  const source = readFileSync(`webview/onDemand/parts/${part}.ts`, 'utf8');
  const names = Array.from(
    source.matchAll(/highlight\.js\/lib\/languages\/([\w-]+)'/g),
    ([, name = '']) => name,
  );
  const own = Array.from(source.matchAll(/\b(\w+): \w+[,\s]/g), ([, name = '']) => name).filter(
    (name) => name === 'vue',
  );
  const aliases = names.flatMap((name) => {
    const language = require(`highlight.js/lib/languages/${name}`) as LanguageFn;
    return language(hljs).aliases ?? [];
  });
  return new Set([...names, ...own, ...aliases].map((name) => name.toLowerCase()));
}

describe('The names of languages that have colours', () => {
  it('are those that highlight.js gives them', () => {
    const sorted = (names: ReadonlySet<string>) => [...names].sort();
    assert.deepEqual(sorted(commonLanguages), sorted(registeredBy('highlight')));
    assert.deepEqual(sorted(otherLanguages), sorted(registeredBy('languages')));
  });
});
