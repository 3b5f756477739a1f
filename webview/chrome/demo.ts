import type { ErrorInfo, Remedy } from '../../src/shared/errorInfo';
import { isDemoRef } from '../../src/shared/workflow';
import type { ViewServices } from '../state/viewServices';
import { text } from '../words/text';

/** Remedies that apply without an account and a network. */
const demoRemedies: ReadonlySet<Remedy> = new Set<Remedy>(['newConversation', 'showLog']);

/** Whether the conversation is with the built-in demo. */
export function isDemo(view: ViewServices): boolean {
  return isDemoRef(view.state.conversation.workflow);
}

/** Whether the remedy applies to a run of this conversation that failed with `error`. */
export function canHelp(view: ViewServices, remedy: Remedy, error?: ErrorInfo): boolean {
  if (isDemo(view)) return demoRemedies.has(remedy);
  // Who was signed in can sign in again.
  return remedy !== 'signIn' || view.state.context.canSignIn || error?.reason === 'signInExpired';
}

/** In a conversation with the demo, replaces the name of Coze by the name of the demo. */
export function aboutService(view: ViewServices, words: string): string {
  return isDemo(view) ? words.replace(/Coze|扣子/, view.state.conversation.workflow?.name ?? '') : words;
}

/** The tooltip of Stop. */
export function stopHint(view: ViewServices): string {
  return isDemo(view) ? text.stop : text.stopHint;
}
