import type { Remedy } from '../../src/shared/errorInfo';
import { isDemoRef } from '../../src/shared/workflow';
import type { Stage } from '../app/viewServices';
import { text } from '../words/text';

/** Remedies that make sense where there is no account and no network. */
const demoRemedies: ReadonlySet<Remedy> = new Set<Remedy>(['newConversation', 'showLog']);

/** Whether the conversation talks to the built-in demo. */
export function isDemo(stage: Stage): boolean {
  return isDemoRef(stage.conversation.workflow);
}

/** Whether the remedy can help with a run of this conversation. */
export function canHelp(stage: Stage, remedy: Remedy): boolean {
  return !isDemo(stage) || demoRemedies.has(remedy);
}

/** Words about Coze; in a conversation with the demo they are about the demo, by its name. */
export function aboutService(stage: Stage, words: string): string {
  return isDemo(stage) ? words.replace(/Coze|扣子/, stage.conversation.workflow?.name ?? '') : words;
}

/** What Stop does. */
export function stopHint(stage: Stage): string {
  return isDemo(stage) ? text.stop : text.stopHint;
}
