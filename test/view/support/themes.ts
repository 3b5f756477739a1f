import { readFileSync } from 'node:fs';

const fonts = {
  'font-family': '"Segoe UI", Ubuntu, "Noto Sans CJK SC", sans-serif',
  'font-size': '13px',
  'font-weight': 'normal',
  'editor-font-family': 'monospace',
  'editor-font-size': '14px',
};

/** A theme as VS Code passes it to a view: the class of the body, and colours without the prefix `--vscode-`. */
export interface Theme {
  readonly kind: string;
  readonly colors: Readonly<Record<string, string>>;
}

/** Colours of the built-in themes that the view uses, read from the workbench by `npm run themes:accept`. */
export const themesFile = `${__dirname}/themes.json`;

export const themes = JSON.parse(readFileSync(themesFile, 'utf8')) as Readonly<Record<string, Theme>>;

/** Applies a theme like VS Code: variables on the root element, then the class of the body. */
export function putTheme({ kind, variables }: { readonly kind: string; readonly variables: object }): void {
  const { documentElement, body } = document;
  for (const name of Array.from(documentElement.style)) documentElement.style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) {
    documentElement.style.setProperty(`--vscode-${name}`, String(value));
  }
  documentElement.style.backgroundColor = 'var(--vscode-sideBar-background)';
  body.className = kind;
}

/** The argument of `putTheme`. */
export function themeFor(name: string): { readonly kind: string; readonly variables: object } {
  const theme = themes[name];
  if (!theme) throw new Error(`There is no theme “${name}” in ${themesFile}`);
  return { kind: theme.kind, variables: { ...fonts, ...theme.colors } };
}
