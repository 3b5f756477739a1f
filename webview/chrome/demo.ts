import type { Remedy } from '../../src/shared/errorInfo';
import { isDemoRef } from '../../src/shared/workflow';
import type { ViewServices } from '../app/viewServices';
import { text } from '../words/text';

/** Remedies that make sense where there is no account and no network. */
const demoRemedies: ReadonlySet<Remedy> = new Set<Remedy>(['newConversation', 'showLog']);

/** Whether the conversation talks to the built-in demo. */
export function isDemo(view: ViewServices): boolean {
  return isDemoRef(view.state.conversation.workflow);
}

/** Whether the remedy can help with a run of this conversation. */
export function canHelp(view: ViewServices, remedy: Remedy): boolean {
  return !isDemo(view) || demoRemedies.has(remedy);
}

/** Words about Coze; in a conversation with the demo they are about the demo, by its name. */
export function aboutService(view: ViewServices, words: string): string {
  return isDemo(view) ? words.replace(/Coze|扣子/, view.state.conversation.workflow?.name ?? '') : words;
}

/** What Stop does. */
export function stopHint(view: ViewServices): string {
  return isDemo(view) ? text.stop : text.stopHint;
}
