/** Names and common aliases of the languages in `onDemand/highlight.ts`. */
export const onDemandLanguages: ReadonlySet<string> = new Set(
  (
    'c h cpp cc c++ hpp cxx csharp cs c# css dart diff patch dockerfile docker elixir ex exs go golang graphql gql groovy ' +
    'haskell hs html xhtml xml rss svg plist ini toml java jsp julia jl kotlin kt kts latex tex less lua makefile mk make ' +
    'markdown md mkdown mkd matlab nginx nginxconf objectivec mm objc obj-c perl pl pm php powershell pwsh ps ps1 ' +
    'properties protobuf proto r ruby rb gemspec rust rs scala scss sql swift vbnet vb vim vue wasm x86asm yaml yml'
  ).split(' '),
);
