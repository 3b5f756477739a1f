/** Replaces the packages `mdurl` and `punycode.js` in the bundles: `urls.ts` normalises URLs. */
function unused(): never {
  throw new Error('Unused: urls.ts normalises URLs.');
}

export { unused as decode, unused as default, unused as encode, unused as format, unused as parse };
