import { isKnownHtml } from './knownHtml';
import { partUrl } from './partUrl';

interface Rules {
  createHTML(html: string): string;
  createScriptURL(name: string): string;
}

/** A Trusted Types policy. Its results are objects that are accepted in place of strings. */
interface PolicyFactory {
  createPolicy(name: string, rules: Rules): Rules;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;

const rules: Rules = {
  createHTML: (html) => (isKnownHtml(html) ? html : ''),
  createScriptURL: partUrl,
};

/** The Trusted Types policy of the view. The browser accepts no other HTML and no other script URLs. */
const policy = factory?.createPolicy('coze', rules) ?? rules;

/** Returns HTML for the browser if it has the form that the renderer writes, else `undefined`. */
export function knownHtml(html: string): string | undefined {
  const trusted: unknown = policy.createHTML(html);
  return String(trusted) === html ? (trusted as string) : undefined;
}

/** Returns the URL of a part of the view. Names of other files have no URL. */
export function trustedPartUrl(name: string): string {
  return policy.createScriptURL(name);
}
