import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { createElement, memo, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Streamdown } from 'streamdown';
import * as smd from 'streaming-markdown';

/** Renders a growing text. `delta` is called for each piece, then `frame` once per animation frame. */
interface Renderer {
  delta(text: string): void;
  frame(): void;
}

type Make = (root: HTMLElement) => Renderer;

const nothing = (): void => undefined;

/** The floor: only appends text to the open paragraph, the minimum of any renderer. */
const floor: Make = (root) => {
  let open = root.appendChild(document.createElement('p')).appendChild(document.createTextNode(''));
  let waiting = '';
  return {
    delta: (text) => (waiting += text),
    frame: () => {
      const [first = '', ...rest] = waiting.split('\n\n');
      waiting = '';
      open.appendData(first);
      for (const text of rest) {
        open = root.appendChild(document.createElement('p')).appendChild(document.createTextNode(text));
      }
    },
  };
};

const whole = (toHtml: (text: string) => string, isPerDelta: boolean): Make => {
  return (root) => {
    let all = '';
    const render = (): void => {
      root.replaceChildren(document.createRange().createContextualFragment(toHtml(all)));
    };
    return {
      delta: (text) => {
        all += text;
        if (isPerDelta) render();
      },
      frame: isPerDelta ? nothing : render,
    };
  };
};

const react = (toNode: (text: string) => ReactNode, isPerDelta: boolean): Make => {
  return (root) => {
    const view = createRoot(root);
    let all = '';
    const render = (): void => flushSync(() => view.render(toNode(all)));
    return {
      delta: (text) => {
        all += text;
        if (isPerDelta) render();
      },
      frame: isPerDelta ? nothing : render,
    };
  };
};

const streaming: Make = (root) => {
  const parser = smd.parser(smd.default_renderer(root));
  let waiting = '';
  return {
    delta: (text) => (waiting += text),
    frame: () => {
      smd.parser_write(parser, waiting);
      waiting = '';
    },
  };
};

const markdownIt = new MarkdownIt({ linkify: true });
const plugins = [remarkGfm];
const Markdown = memo(({ text }: { text: string }) =>
  createElement(ReactMarkdown, { remarkPlugins: plugins }, text),
);
const reactMarkdown = (text: string): ReactNode => createElement(Markdown, { text });

const makers: Readonly<Record<string, Make>> = {
  floor,
  'markdown-it per frame': whole((text) => markdownIt.render(text), false),
  'markdown-it per delta': whole((text) => markdownIt.render(text), true),
  'marked per frame': whole((text) => marked.parse(text, { async: false }), false),
  'marked per delta': whole((text) => marked.parse(text, { async: false }), true),
  'react-markdown per frame': react(reactMarkdown, false),
  'react-markdown per delta': react(reactMarkdown, true),
  streamdown: react((text) => createElement(Streamdown, null, text), false),
  'streaming-markdown': streaming,
};

Object.assign(globalThis, {
  peer: (name: string): Renderer => {
    const scroller = document.createElement('div');
    scroller.style.cssText =
      'position:fixed;inset:0;overflow-y:auto;font:13px/1.5 sans-serif;overflow-wrap:anywhere';
    document.body.append(scroller);
    const renderer = makers[name]?.(scroller.appendChild(document.createElement('div')));
    if (!renderer) throw new Error(`There is no renderer ${name}.`);
    return {
      delta: (text) => renderer.delta(text),
      frame: () => {
        renderer.frame();
        scroller.scrollTop = scroller.scrollHeight;
      },
    };
  },
});
