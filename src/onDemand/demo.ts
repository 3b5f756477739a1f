import { createSimulator } from '../simulator/service/simulator';
import type { Language } from '../shared/text/language';

/** The service of the built-in demo, as long as it lives: it remembers its conversations. */
export function demoService(language: Language): (request: Request) => Promise<Response> {
  return createSimulator({
    now: Date.now,
    pace: 'lifelike',
    language,
    unknownConversations: 'adopt',
  });
}
