import { randomBytes } from 'node:crypto';
import { languageOf } from '../../shared/text/language';

/** Plain values, so that the page can be tested without VS Code. */
export interface PageOptions {
  /** `Webview.cspSource`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Prefix of the URLs of the page's other files, up to and including `webview-`. */
  readonly onDemandUri: string;
  /** Name of the files with the texts of the page, without the language. By default those of the chat. */
  readonly words?: string;
  /** `vscode.env.language`, such as `zh-cn`. */
  readonly language: string;
  readonly title: string;
  readonly nonce?: string;
}

/** Names of the Trusted Types policies of the toolkit, lit-html, DOMPurify and the pages. */
const trustedTypes = 'fast-html lit-html dompurify coze';

/**
 * The HTML document of the chat or of another page. Its policy allows the files of the extension and scripts with the nonce, and nothing
 * remote, inline or submitted. Text becomes HTML only through the named Trusted Types policies.
 */
export function webviewHtml(options: PageOptions): string {
  const nonce = options.nonce ?? randomBytes(16).toString('base64');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${options.cspSource} 'nonce-${nonce}'`,
    `img-src data: blob:`,
    `media-src data:`,
    `font-src ${options.cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types ${trustedTypes}`,
  ].join('; ');
  const words = `${options.onDemandUri}${options.words ?? 'words'}-${languageOf(options.language)}.js`;
  return `<!DOCTYPE html>
<html lang="${escape(languageTag(options.language))}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${escape(nonce)}">
<meta name="coze-on-demand" content="${escape(options.onDemandUri)}">
<link rel="stylesheet" nonce="${escape(nonce)}" href="${escape(options.styleUri)}">
<title>${escape(options.title)}</title>
</head>
<body>
<script nonce="${escape(nonce)}" src="${escape(words)}"></script>
<script nonce="${escape(nonce)}" src="${escape(options.scriptUri)}"></script>
</body>
</html>
`;
}

/** Converts the lower-case language of VS Code to BCP 47: `zh-CN`. */
export function languageTag(language: string): string {
  const [first = 'en', region] = language.split('-');
  return region?.length === 2 ? `${first.toLowerCase()}-${region.toUpperCase()}` : language || 'en';
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
