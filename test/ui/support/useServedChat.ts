import type { SharedWindowOptions } from './sharedWindow';
import { useService, type ServiceHolder } from './useService';
import { useSharedWorkbench, type WorkbenchHolder } from './useWorkbench';

/** The fields of a request body that tests read. */
export interface CallBody {
  readonly conversation_id?: string;
  readonly additional_messages: readonly { readonly role: string; readonly content: string }[];
}

/** A shared window with a service over HTTP, a token, one workflow, and the chat visible. */
export function useServedChat(
  service: ServiceHolder = useService(),
  { settings, ...options }: SharedWindowOptions = {},
): {
  readonly ui: WorkbenchHolder;
  readonly service: ServiceHolder;
  /** The body of a call of the chatflow; negative indexes count from the latest. */
  readonly body: (index: number) => CallBody;
} {
  const ui = useSharedWorkbench(
    () => ({
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [{ name: 'Simulated', workflowId: '7500000000000000007' }],
        ...settings,
      },
      ...options,
    }),
    (workbench) => workbench.showWorkflow('Simulated'),
  );
  return { ui, service, body: (index) => JSON.parse(service.calls.at(index)?.body ?? '{}') as CallBody };
}
