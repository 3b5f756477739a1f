/*
 * The names and aliases that highlight.js gives its languages, so that a language has a name before its part has loaded.
 * test/unit/markdown/languages.test.ts fails where they differ from the installed version.
 */

/** Those of `onDemand/parts/highlight.ts`. */
const common =
  'bash sh zsh javascript js jsx mjs cjs json jsonc json5 python py gyp ipython typescript ts tsx mts cts';

/** Those of `onDemand/parts/languages.ts`. */
const others =
  'c h cpp cc c++ h++ hpp hh hxx cxx csharp cs c# css dart diff patch dockerfile docker elixir ex exs go ' +
  'golang graphql gql groovy haskell hs ini toml java jsp julia kotlin kt kts ktm ktx latex tex less lua ' +
  'pluto makefile mk mak make markdown md mkdown mkd matlab nginx nginxconf objectivec mm objc obj-c obj-c++ ' +
  'objective-c++ perl pl pm php powershell pwsh ps ps1 properties protobuf proto r ruby rb gemspec podspec ' +
  'thor irb rust rs scala scss sql swift vbnet vb vim wasm x86asm xml html xhtml rss atom xjb xsd xsl plist ' +
  'wsf svg yaml yml vue';

export const commonLanguages: ReadonlySet<string> = new Set(common.split(' '));
export const otherLanguages: ReadonlySet<string> = new Set(others.split(' '));
