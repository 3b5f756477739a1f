import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { provide } from '../registry';

const languages = Object.entries({ bash, javascript, json, python, typescript });

for (const [name, language] of languages) hljs.registerLanguage(name, language);

provide('highlight', hljs);

/** A language is compiled when it is first used: better when there is nothing else to do than in the frame that shows it. */
function compile(rest: readonly string[]): void {
  const [name, ...others] = rest;
  if (name === undefined) return;
  requestIdleCallback(() => {
    hljs.highlight('', { language: name });
    compile(others);
  });
}

compile(languages.map(([name]) => name));
