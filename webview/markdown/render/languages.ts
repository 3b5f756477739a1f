/** Names and aliases of the languages in `onDemand/parts/highlight.ts`. */
const common =
  'bash sh zsh javascript js jsx mjs cjs json jsonc json5 python py gyp ipython typescript ts tsx mts cts';

/** The same of the languages in `onDemand/parts/languages.ts`. */
const others =
  'c h cpp cc c++ hpp cxx csharp cs c# css dart diff patch dockerfile docker elixir ex exs go golang graphql gql groovy ' +
  'haskell hs html xhtml xml rss svg plist ini toml java jsp julia jl kotlin kt kts latex tex less lua makefile mk make ' +
  'markdown md mkdown mkd matlab nginx nginxconf objectivec mm objc obj-c perl pl pm php powershell pwsh ps ps1 ' +
  'properties protobuf proto r ruby rb gemspec rust rs scala scss sql swift vbnet vb vim vue wasm x86asm yaml yml';

export const commonLanguages: ReadonlySet<string> = new Set(common.split(' '));
export const otherLanguages: ReadonlySet<string> = new Set(others.split(' '));
