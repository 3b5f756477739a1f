import temml from 'temml';
import { provide } from '../markdown/parts';

/** Macros may expand this often; a formula that wants more is an attack. */
const maxExpand = 200;

provide('math', (tex, isBlock) =>
  temml
    .renderToString(tex, {
      displayMode: isBlock,
      trust: false,
      throwOnError: true,
      maxExpand,
      maxSize: [50, 20],
    })
    // The page's policy refuses style attributes, and says so for each; the sanitiser would drop them anyway.
    .replace(/ style="[^"]*"/g, ''),
);
