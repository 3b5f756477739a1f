/** What people paste instead of an access token. */
export type PastedKind =
  | 'variableName'
  | 'shortened'
  | 'placeholder'
  | 'oauthCode'
  | 'refreshToken'
  | 'clientId'
  | 'cookie'
  | 'address'
  | 'workflowId'
  | 'otherService'
  | 'privateKey';

const placeholder = /^(?:pat_)?(?:x{4,}|your[\w-]*|(?:my[_-]?)?(?:api[_-]?)?(?:access[_-]?)?(?:token|key))$/i;

/** The forms, most specific first. `whole`: tested with the whole text, not only with the value in it. */
const forms: readonly (readonly [PastedKind, RegExp, 'whole'?])[] = [
  ['privateKey', /-----BEGIN [A-Z ]*KEY-----/, 'whole'],
  [
    'cookie',
    /^(?:set-)?cookie:|\b(?:session_key|sessionid(?:_ss)?|sid_guard|passport_csrf_token)=/i,
    'whole',
  ],
  ['refreshToken', /\brefresh_?token\b["']?\s*[=:]/i, 'whole'],
  ['address', /^https?:\/\/|^(?:\w+\.)*coze\.(?:cn|com|site)(?:[/:?#]|$)/i],
  ['variableName', /^(?:\$?\{*|\$|%|<)?(?:env[:.])?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+[}%>]*$/],
  [
    'variableName',
    /\$\w+$|^\$\{.*\}$|^\{\{.*\}\}$|\bprocess\.env\b|\bos\.(?:environ|getenv)\b|\bgetenv\(|\$env:|^(?:secrets|env|vars)\.\w+$/,
    'whole',
  ],
  ['placeholder', placeholder],
  ['placeholder', /^[<[(（【][^"'=:]*[>\])）】]$/, 'whole'],
  ['shortened', /^(?:pat|sat|czu|czs)_?$|\*{2,}|•{2,}|…|\.{3}/],
  ['oauthCode', /^(?:code=)?code_[\w-]+$/],
  ['clientId', /\.app\.coze$/],
  ['workflowId', /^\d{6,}$/],
  ['refreshToken', /^refresh_[\w-]+$/],
  [
    'otherService',
    /^(?:sk-|ghp_|gho_|ghs_|ghu_|github_pat_|glpat-|xox[abpr]-|AKIA[A-Z0-9]{12}|AIza|hf_|npm_|ark-|r8_|dckr_pat_|ya29\.)/,
  ],
];

/**
 * The kind of a text that is not an access token; `undefined` if nothing suggests that. `value` is what could be the token
 * in the text.
 */
export function kindOfPaste(text: string, value: string): PastedKind | undefined {
  return forms.find(([, form, whole]) => form.test(whole ? text : value))?.[0];
}

/** `placeholder` for a token such as `pat_xxxxxxxx`, which a document shows as an example. */
export function placeholderIn(token: string): PastedKind | undefined {
  return placeholder.test(token) ? 'placeholder' : undefined;
}
