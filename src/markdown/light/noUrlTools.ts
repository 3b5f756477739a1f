/** Takes the place of the packages `mdurl` and `punycode.js` in what is built: `urls.ts` writes addresses itself. */
function unused(): never {
  throw new Error('urls.ts writes addresses.');
}

export { unused as decode, unused as default, unused as encode, unused as format, unused as parse };
