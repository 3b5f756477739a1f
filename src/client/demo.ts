import type { CozeClient } from '../coze/cozeClient';
import type { ChatDeps } from '../coze/endpoints/chats/chat';
import { demoKey, type Workflow } from '../shared/workflow';
import type { Language } from '../shared/text/language';

/** The workflow ID of the built-in demo, in the format of Coze's IDs. No real workflow has it. */
const demoWorkflowId = '7500000000000000001';

/** The base URL of the demo. `.invalid` is reserved (RFC 2606), so that no resolver finds it. */
const demoBaseUrl = 'https://demo.invalid';

export type ClientOptions = Omit<ChatDeps, 'fetch'>;

/** The workflow of the built-in demo. */
export function demoWorkflow(name: string): Workflow {
  return { key: demoKey, name, workflowId: demoWorkflowId, baseUrl: demoBaseUrl, source: 'demo' };
}

/** A client of the simulator, without a token and without the network. */
export async function demoClient(options: ClientOptions, language: Language): Promise<CozeClient> {
  const [{ CozeClient }, { demoService }] = await Promise.all([
    import('../onDemand/client'),
    import('../onDemand/demo'),
  ]);
  const service = demoService(language);
  return new CozeClient({
    ...options,
    credentials: { authorize: () => Promise.resolve(undefined), rejected: () => undefined },
    fetch: (input, init) => service(new Request(input, init)),
  });
}
