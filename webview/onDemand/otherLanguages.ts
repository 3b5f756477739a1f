/*
 * Names and aliases of the languages in `../parts/languages.ts`, known before that part is loaded.
 * test/unit/markdown/languages.test.ts fails if they differ from the installed highlight.js.
 */

const others =
  'c h cpp cc c++ h++ hpp hh hxx cxx csharp cs c# css dart diff patch dockerfile docker elixir ex exs go ' +
  'golang graphql gql groovy haskell hs ini toml java jsp julia kotlin kt kts ktm ktx latex tex less lua ' +
  'pluto makefile mk mak make markdown md mkdown mkd matlab nginx nginxconf objectivec mm objc obj-c obj-c++ ' +
  'objective-c++ perl pl pm php powershell pwsh ps ps1 properties protobuf proto r ruby rb gemspec podspec ' +
  'thor irb rust rs scala scss sql swift vbnet vb vim wasm x86asm xml html xhtml rss atom xjb xsd xsl plist ' +
  'wsf svg yaml yml vue';

export const otherLanguages: ReadonlySet<string> = new Set(others.split(' '));
