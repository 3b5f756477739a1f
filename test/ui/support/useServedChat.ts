import { useService, type ServiceHolder } from './useService';
import { useWorkbench, type WorkbenchHolder } from './useWorkbench';
import type { WorkbenchOptions } from './workbench';

const token = 'pat_OfTheUiTests0123456789abcdefghijklmnop';

/** The fields of a request body that tests read. */
export interface CallBody {
  readonly conversation_id?: string;
  readonly additional_messages: readonly { readonly role: string; readonly content: string }[];
}

/** A workbench with a service over HTTP, a token, one workflow, and the chat visible. */
export function useServedChat(
  service: ServiceHolder = useService(),
  { settings, ...options }: WorkbenchOptions = {},
): {
  readonly ui: WorkbenchHolder;
  readonly service: ServiceHolder;
  /** The body of a call of the chatflow; negative indexes count from the latest. */
  readonly body: (index: number) => CallBody;
} {
  const ui = useWorkbench(
    () => ({
      settings: {
        'coze.baseUrl': service.baseUrl,
        'coze.workflows': [{ name: 'Simulated', workflowId: '7500000000000000007' }],
        ...settings,
      },
      ...options,
    }),
    async (workbench) => {
      await workbench.runCommand('Coze: Set access token');
      await workbench.answerInput(`Access token for ${service.baseUrl}`, token);
      await workbench.runCommand('Coze: Focus chat');
      await workbench.chat.text('Ask Simulated').waitFor();
    },
  );
  return { ui, service, body: (index) => JSON.parse(service.calls.at(index)?.body ?? '{}') as CallBody };
}
