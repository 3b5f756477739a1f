/** Replaces the package `linkify-it` in the bundles: `urls.ts` finds the URLs in a text. */
export class LinkifyIt {
  match(): null {
    return null;
  }
}
