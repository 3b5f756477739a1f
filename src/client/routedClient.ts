import type { FileClient } from '../coze/cozeApi';
import type { CozeClient } from '../coze/cozeClient';
import type { ChatClient } from '../coze/wire/chatRequest';
import { isDemo, type Workflow } from '../shared/workflow';
import { demoClient, type ClientOptions } from './demo';
import type { Language } from '../shared/text/language';
import { once } from './once';

/**
 * Sends the requests of the demo workflow to the simulator, and all others over the network. Each client is loaded by its
 * first request.
 */
export function routedClient(options: ClientOptions, language: Language): ChatClient & FileClient {
  const network = once(() => networkClient(options));
  const demo = once(() => demoClient(options, language));
  const clientFor = (workflow: Workflow): Promise<CozeClient> => (isDemo(workflow) ? demo() : network());
  return {
    streamChat: async function* (request, signal, trace) {
      yield* (await clientFor(request.workflow)).streamChat(request, signal, trace);
    },
    cancelChat: async (workflow, ...rest) => (await clientFor(workflow)).cancelChat(workflow, ...rest),
    giveFeedback: async (workflow, ...rest) => (await clientFor(workflow)).giveFeedback(workflow, ...rest),
    uploadFile: async (workflow, ...rest) => (await clientFor(workflow)).uploadFile(workflow, ...rest),
  };
}

async function networkClient(options: ClientOptions): Promise<CozeClient> {
  const { CozeClient } = await import('../onDemand/client');
  // Read at each call: VS Code replaces the global with one that supports proxies and system certificates.
  return new CozeClient({ ...options, fetch: (input, init) => globalThis.fetch(input, init) });
}
