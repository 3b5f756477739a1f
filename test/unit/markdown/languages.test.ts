import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { HLJSApi, LanguageFn } from 'highlight.js';
import { otherLanguages } from '../../../webview/onDemand/otherLanguages';

const require = createRequire(import.meta.url);
const hljs = require('highlight.js/lib/core') as HLJSApi;

/** Names and aliases of the languages in the part `languages`. */
function registered(): ReadonlySet<string> {
  const source = readFileSync('webview/parts/languages.ts', 'utf8');
  const names = Array.from(
    source.matchAll(/highlight\.js\/lib\/languages\/([\w-]+)'/g),
    ([, name = '']) => name,
  );
  const aliases = names.flatMap((name) => {
    const language = require(`highlight.js/lib/languages/${name}`) as LanguageFn;
    return language(hljs).aliases ?? [];
  });
  return new Set([...names, 'vue', ...aliases].map((name) => name.toLowerCase()));
}

describe('otherLanguages', () => {
  it('has the names and aliases of highlight.js', () => {
    assert.deepEqual([...otherLanguages].sort(), [...registered()].sort());
  });
});
