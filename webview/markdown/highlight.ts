import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { onDemandLanguages } from './languages';
import { partOf } from './parts';

hljs.configure({ classPrefix: 'hljs-' });
for (const [name, language] of Object.entries({ bash, javascript, json, python, typescript })) {
  hljs.registerLanguage(name, language);
}

/** A line that is not worth colours: a bundle in one line is not read. */
const hugeLine = /[^\n]{2000}/;

/** Whether colours for a language are there, could be loaded, or do not exist. */
export function stateOfLanguage(name: string): 'ready' | 'onDemand' | 'unknown' {
  const language = name.toLowerCase();
  if (hljs.getLanguage(language)) return 'ready';
  if (!onDemandLanguages.has(language)) return 'unknown';
  const definitions = partOf('highlight');
  if (!definitions) return 'onDemand';
  for (const [key, definition] of Object.entries(definitions)) hljs.registerLanguage(key, definition);
  return hljs.getLanguage(language) ? 'ready' : 'unknown';
}

/**
 * Code as HTML, one string for each line, with spans closed at the end of a line and opened again in the next. A part of
 * a long block is coloured on its own, so a comment that is cut in two may lose its colour in the second part.
 */
export function highlightLines(code: string, language: string): readonly string[] {
  if (stateOfLanguage(language) !== 'ready' || hugeLine.test(code)) return escapeHtml(code).split('\n');
  const { value } = hljs.highlight(code, { language: language.toLowerCase(), ignoreIllegals: true });
  return splitLines(value);
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function splitLines(html: string): readonly string[] {
  const open: string[] = [];
  return html.split('\n').map((line) => {
    const before = open.join('');
    for (const [tag] of line.matchAll(/<[^>]*>/g)) {
      if (tag.startsWith('</')) open.pop();
      else open.push(tag);
    }
    return before + line + '</span>'.repeat(open.length);
  });
}
