import { createSimulator } from '../simulator/service/simulator';

/** The service of the built-in demo, as long as it lives: it remembers its conversations. */
export function demoService(language: 'en' | 'zh'): (request: Request) => Promise<Response> {
  return createSimulator({
    now: Date.now,
    pace: 'lifelike',
    language,
    unknownConversations: 'adopt',
  });
}
