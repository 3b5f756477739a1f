import { isKnownHtml } from './knownHtml';
import { partUrl } from '../../onDemand/registry';

interface Rules {
  createHTML(html: string): string;
  createScriptURL(name: string): string;
}

/** What the browser makes of the rules. Its results are objects that pass for strings where only trusted text may go. */
interface PolicyFactory {
  createPolicy(name: string, rules: Rules): Rules;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;

const rules: Rules = {
  createHTML: (html) => (isKnownHtml(html) ? html : ''),
  createScriptURL: partUrl,
};

/** The view's own policy: the browser takes no other text from us as HTML or as the address of a script. */
const policy = factory?.createPolicy('coze', rules) ?? rules;

/** HTML of the form that our renderer writes, ready for the browser; nothing when it is of any other. */
export function knownHtml(html: string): string | undefined {
  const trusted: unknown = policy.createHTML(html);
  return String(trusted) === html ? (trusted as string) : undefined;
}

/** The address of a part of the view; nothing that is not called like one gets an address. */
export function trustedPartUrl(name: string): string {
  return policy.createScriptURL(name);
}
