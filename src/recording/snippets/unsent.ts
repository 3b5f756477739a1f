import { json, quoted } from './literals';
import type { SnippetRequest } from './snippetRequest';

/** Comments that name the fields of the request which an SDK has no argument for (coze-protocol §1.3). */
export function unsent(mark: '#' | '//', sdk: string, { more, messages }: SnippetRequest): readonly string[] {
  const names = new Set([...Object.keys(more), ...messages.flatMap((message) => Object.keys(message.more))]);
  return [...names].map(
    (name) => `${mark} ${sdk} cannot send this field of the request: ${quoted(name, json)}`,
  );
}
