import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { otherLanguages } from '../onDemand/otherLanguages';
import { provide } from '../onDemand/registry';

const languages = Object.entries({ bash, javascript, json, python, typescript });

for (const [name, language] of languages) hljs.registerLanguage(name, language);

provide('highlight', { hljs, otherLanguages });

/** Compiles the languages while the page is idle. Otherwise each is compiled in the frame that first shows it. */
function compile(rest: readonly string[]): void {
  const [name, ...others] = rest;
  if (name === undefined) return;
  requestIdleCallback(() => {
    hljs.highlight('', { language: name });
    compile(others);
  });
}

compile(languages.map(([name]) => name));
