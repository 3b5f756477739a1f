const fonts = {
  'font-family': '"Segoe UI", Ubuntu, "Noto Sans CJK SC", sans-serif',
  'font-size': '13px',
  'font-weight': 'normal',
  'editor-font-family': 'monospace',
  'editor-font-size': '13px',
};

const darkColors = {
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  errorForeground: '#f85149',
  'icon-foreground': '#cccccc',
  focusBorder: '#0078d4',
  'sideBar-background': '#181818',
  'editor-background': '#1f1f1f',
  'editor-foreground': '#cccccc',
  'input-background': '#313131',
  'input-border': '#3c3c3c',
  'input-foreground': '#cccccc',
  'input-placeholderForeground': '#989898',
  'dropdown-background': '#313131',
  'dropdown-border': '#3c3c3c',
  'dropdown-foreground': '#cccccc',
  'button-background': '#0078d4',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'button-border': '#ffffff12',
  'button-secondaryBackground': '#313131',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#3c3c3c',
  'textLink-foreground': '#4daafc',
  'textLink-activeForeground': '#4daafc',
  'textCodeBlock-background': '#2b2b2b',
  'textPreformat-foreground': '#d0d0d0',
  'textPreformat-background': '#3c3c3c',
  'textBlockQuote-background': '#2b2b2b',
  'textBlockQuote-border': '#616161',
  'badge-background': '#616161',
  'badge-foreground': '#f8f8f8',
  'progressBar-background': '#0078d4',
  'toolbar-hoverBackground': '#5a5d5e50',
  'panel-border': '#2b2b2b',
  'widget-border': '#313131',
  'widget-shadow': '#0000005c',
  'editorWidget-border': '#454545',
  'chat-requestBackground': '#1f1f1f9e',
  'chat-requestBorder': '#ffffff1a',
  'editorWarning-foreground': '#cca700',
  'inputValidation-warningBackground': '#352a05',
  'inputValidation-warningBorder': '#b89500',
  'editor-findMatchBackground': '#9e6a03',
  'editor-findMatchHighlightBackground': '#ea5c0055',
  'inputOption-activeBackground': '#2489db82',
  'inputOption-activeForeground': '#ffffff',
  'debugTokenExpression-string': '#ce9178',
  'debugTokenExpression-number': '#b5cea8',
  'debugTokenExpression-name': '#c586c0',
  'symbolIcon-functionForeground': '#b180d7',
  'symbolIcon-classForeground': '#ee9d28',
  'symbolIcon-variableForeground': '#75beff',
};

const lightColors: typeof darkColors = {
  ...darkColors,
  foreground: '#3b3b3b',
  descriptionForeground: '#3b3b3b',
  errorForeground: '#c72e2e',
  'icon-foreground': '#3b3b3b',
  focusBorder: '#005fb8',
  'sideBar-background': '#f8f8f8',
  'editor-background': '#ffffff',
  'editor-foreground': '#3b3b3b',
  'input-background': '#ffffff',
  'input-border': '#cecece',
  'input-foreground': '#3b3b3b',
  'input-placeholderForeground': '#767676',
  'dropdown-background': '#ffffff',
  'dropdown-border': '#cecece',
  'dropdown-foreground': '#3b3b3b',
  'button-background': '#005fb8',
  'button-hoverBackground': '#0258a8',
  'button-border': '#0000001a',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'textLink-foreground': '#005fb8',
  'textLink-activeForeground': '#005fb8',
  'textCodeBlock-background': '#f8f8f8',
  'textPreformat-foreground': '#3b3b3b',
  'textPreformat-background': '#0000001f',
  'textBlockQuote-background': '#f8f8f8',
  'textBlockQuote-border': '#e5e5e5',
  'badge-background': '#cccccc',
  'badge-foreground': '#3b3b3b',
  'progressBar-background': '#005fb8',
  'toolbar-hoverBackground': '#b8b8b850',
  'panel-border': '#e5e5e5',
  'widget-border': '#e5e5e5',
  'widget-shadow': '#00000029',
  'editorWidget-border': '#c8c8c8',
  'chat-requestBackground': '#ffffff9e',
  'chat-requestBorder': '#0000001a',
  'editorWarning-foreground': '#bf8803',
  'inputValidation-warningBackground': '#f6f5d2',
  'editor-findMatchBackground': '#a8ac94',
  'inputOption-activeBackground': '#bed6ed',
  'inputOption-activeForeground': '#000000',
  'debugTokenExpression-string': '#a31515',
  'debugTokenExpression-number': '#098658',
  'debugTokenExpression-name': '#9b46b0',
  'symbolIcon-functionForeground': '#652d90',
  'symbolIcon-classForeground': '#a86200',
  'symbolIcon-variableForeground': '#006ab1',
};

function contrast(foreground: string, background: string, border: string, focus: string, link: string) {
  const changed = Object.fromEntries(
    Object.keys(darkColors).map((name) => {
      if (/[bB]order$/.test(name)) return [name, border];
      if (/[bB]ackground$/.test(name)) return [name, background];
      return [name, name.startsWith('textLink') ? link : foreground];
    }),
  );
  return { ...changed, contrastBorder: border, contrastActiveBorder: focus, focusBorder: focus };
}

function css(colors: Readonly<Record<string, string>>): string {
  const variables = Object.entries({ ...fonts, ...colors }).map(
    ([name, value]) => `--vscode-${name}: ${value};`,
  );
  return `:root { ${variables.join(' ')} } body { background-color: ${colors['sideBar-background'] ?? ''} !important; }`;
}

/** The variables of VS Code's own themes, as far as the view uses them. */
export const themes = {
  dark: css(darkColors),
  light: css(lightColors),
  highContrast: css(contrast('#ffffff', '#000000', '#6fc3df', '#f38518', '#21a6ff')),
  highContrastLight: css(contrast('#292929', '#ffffff', '#0f4a85', '#006bbd', '#0f4a85')),
} as const;
