import type { ChatClient } from './coze/chatRequest';
import { normalizeBaseUrl } from './coze/baseUrl';
import { CozeError } from './coze/cozeError';
import { CozeClient, type CozeClientOptions } from './coze/cozeClient';
import { demoBaseUrl, demoWorkflowId } from './simulator/demo';
import type { Workflow } from './shared/workflow';

/** Coze over the network, and for the built-in demo the service inside this program. */
export function routedClient(options: Omit<CozeClientOptions, 'fetch'>, language: 'en' | 'zh'): ChatClient {
  // Looked up at every call: VS Code replaces the global with one that knows proxies and certificates.
  const live = new CozeClient({ ...options, fetch: (input, init) => globalThis.fetch(input, init) });
  let service: Promise<(request: Request) => Promise<Response>> | undefined;
  const simulate = async (request: Request) => {
    service ??= import('./onDemand/demo').then(({ demoService }) => demoService(language));
    return (await service)(request);
  };
  const demo = new CozeClient({
    ...options,
    token: () => Promise.resolve(undefined),
    fetch: (input, init) => simulate(new Request(input, init)),
  });
  const clientFor = ({ source }: Workflow): CozeClient => (source === 'demo' ? demo : live);
  return {
    streamChat: (request, signal) => clientFor(request.workflow).streamChat(request, signal),
    cancelChat: (workflow, ...rest) => clientFor(workflow).cancelChat(workflow, ...rest),
    giveFeedback: (workflow, ...rest) => clientFor(workflow).giveFeedback(workflow, ...rest),
  };
}

/** The workflow of the built-in demo. */
export function demoWorkflow(name: string): Workflow {
  return { key: 'demo', name, workflowId: demoWorkflowId, baseUrl: demoBaseUrl, source: 'demo' };
}

/** The address as it is used, or `undefined` where it may not be: not https and not this computer, or no address. */
export function usableBaseUrl(text: string): string | undefined {
  try {
    return normalizeBaseUrl(text);
  } catch (error) {
    if (error instanceof CozeError) return undefined;
    throw error;
  }
}

/** An error of the service or the network in words, with what support asks for; `undefined` for any other error. */
export async function explainInWords(error: unknown, language: 'en' | 'zh'): Promise<string | undefined> {
  if (!(error instanceof CozeError)) return undefined;
  const { errorInWords } = await import('./onDemand/words');
  return errorInWords(error.info, language);
}
