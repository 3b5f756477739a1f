import type { ChatClient } from './coze/wire/chatRequest';
import { isCozeError } from './coze/errors/cozeError';
import type { CozeClient, CozeClientOptions } from './coze/cozeClient';
import { demoBaseUrl, demoWorkflowId } from './simulator/service/demo';
import { demoKey, type Workflow } from './shared/workflow';

/**
 * Coze over the network, and for the built-in demo the service inside this program. Either is loaded when it is first asked
 * for something.
 */
export function routedClient(options: Omit<CozeClientOptions, 'fetch'>, language: 'en' | 'zh'): ChatClient {
  const live = once(() => liveClient(options));
  const demo = once(() => demoClient(options, language));
  const clientFor = ({ source }: Workflow): Promise<CozeClient> => (source === 'demo' ? demo() : live());
  return {
    streamChat: async function* (request, signal) {
      yield* (await clientFor(request.workflow)).streamChat(request, signal);
    },
    cancelChat: async (workflow, ...rest) => (await clientFor(workflow)).cancelChat(workflow, ...rest),
    giveFeedback: async (workflow, ...rest) => (await clientFor(workflow)).giveFeedback(workflow, ...rest),
  };
}

/** Made when it is first asked for, and kept; what failed is tried anew. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

async function liveClient(options: Omit<CozeClientOptions, 'fetch'>): Promise<CozeClient> {
  const { CozeClient } = await import('./onDemand/client');
  // Looked up at every call: VS Code replaces the global with one that knows proxies and certificates.
  return new CozeClient({ ...options, fetch: (input, init) => globalThis.fetch(input, init) });
}

async function demoClient(
  options: Omit<CozeClientOptions, 'fetch'>,
  language: 'en' | 'zh',
): Promise<CozeClient> {
  const [{ CozeClient }, { demoService }] = await Promise.all([
    import('./onDemand/client'),
    import('./onDemand/demo'),
  ]);
  const service = demoService(language);
  return new CozeClient({
    ...options,
    token: () => Promise.resolve(undefined),
    fetch: (input, init) => service(new Request(input, init)),
  });
}

/** The workflow of the built-in demo. */
export function demoWorkflow(name: string): Workflow {
  return { key: demoKey, name, workflowId: demoWorkflowId, baseUrl: demoBaseUrl, source: 'demo' };
}

/** An error of the service or the network in words, with what support asks for; `undefined` for any other error. */
export async function explainInWords(error: unknown, language: 'en' | 'zh'): Promise<string | undefined> {
  if (!isCozeError(error)) return undefined;
  const { errorInWords } = await import('./onDemand/words');
  return errorInWords(error.info, language);
}
