import type { Chat } from '../../../dialects/chat';
import { Refusal } from '../../refusal';
import type { Service } from '../../service';
import type { Endpoint } from '../endpoint';

/** What the cloud has kept of a run. */
export const runHistory: Endpoint = {
  methods: ['GET'],
  path: '/v1/workflows/:workflowId/run_histories/:executeId',
  permission: 'listRunHistory',
  servers: ['cloud'],
  handle({ service, params, logId }) {
    const chat = chatOf(service, params['workflowId'], params['executeId']);
    const { failure, output = '' } = chat;
    const isWaiting = chat.status === 'requires_action';
    const kept = {
      ...{ execute_id: chat.executeId, execute_status: cloudStatus[chat.status], bot_id: chat.botId ?? '0' },
      ...{
        connector_id: '1024',
        connector_uid: '7600000000000000001',
        run_mode: 1,
        token: '0',
        cost: '0.00000',
      },
      ...{
        create_time: chat.createdAt,
        update_time: chat.createdAt + 1,
        logid: logId,
        is_output_trimmed: false,
      },
      output: JSON.stringify({ Output: JSON.stringify({ output }) }),
      ...{ error_code: failure ? String(failure.code) : '', error_message: failure?.message ?? '' },
      node_execute_status: {
        Answer: {
          ...{ node_id: nodeId, is_finish: chat.status !== 'in_progress', update_time: chat.createdAt + 1 },
          ...{ loop_index: 0, node_execute_uuid: uuidOf(chat) },
        },
      },
      ...(isWaiting && { interrupt_data: { event_id: `${chat.executeId}/1`, type: 2, data: '' } }),
    };
    return Promise.resolve(service.success([kept], logId));
  },
};

/** What an output node of a run has put out. */
export const executedNode: Endpoint = {
  methods: ['GET'],
  path: '/v1/workflows/:workflowId/run_histories/:executeId/execute_nodes/:uuid',
  permission: 'listRunHistory',
  servers: ['cloud'],
  handle({ service, params, logId }) {
    const chat = chatOf(service, params['workflowId'], params['executeId']);
    if (params['uuid'] !== uuidOf(chat)) throw new Refusal(4000, 'node_execute_uuid is invalid');
    const node = { is_finish: chat.status !== 'in_progress', node_output: chat.output ?? '' };
    return Promise.resolve(service.success(node, logId));
  },
};

/** The same of a self-hosted server: IDs are numbers beyond 2^53, and what is not set is `null`. */
export const selfHostedRunHistory: Endpoint = {
  methods: ['GET'],
  path: '/v1/workflow/get_run_history',
  permission: 'listRunHistory',
  servers: ['selfHosted'],
  async handle({ service, query, logId }) {
    const workflowId = query.get('workflow_id') ?? undefined;
    const chat = chatOf(service, workflowId, query.get('execute_id') ?? undefined);
    const { failure, output = '' } = chat;
    const kept = {
      ...{ execute_status: selfHostedStatus[chat.status], run_mode: 1, log_id: logId },
      ...{
        create_time: chat.createdAt,
        update_time: chat.createdAt + 1,
        debug_url: null,
        cost: null,
        ext: null,
      },
      ...{ input: JSON.stringify({ USER_INPUT: '' }), output: JSON.stringify({ output }), token: 0 },
      ...{ error_code: failure ? String(failure.code) : null, error_msg: failure?.message ?? null },
    };
    const text = await service.success([kept], logId).text();
    const ids = `"execute_id":${chat.executeId},"bot_id":${chat.botId ?? '0'},"connector_id":1024,`;
    return service.reply(
      text.replace('"execute_status"', () => `${ids}"execute_status"`),
      'application/json',
      logId,
    );
  },
};

const nodeId = '104512';
const cloudStatus: Readonly<Record<Chat['status'], string>> = {
  ...{ in_progress: 'Running', completed: 'Success', failed: 'Fail' },
  ...{ requires_action: 'Running', canceled: 'Fail' },
};
const selfHostedStatus: Readonly<Record<Chat['status'], string>> = {
  ...{ in_progress: 'Running', completed: 'Success', failed: 'Fail' },
  ...{ requires_action: '<UNSET>', canceled: 'Cancel' },
};

function uuidOf(chat: Chat): string {
  return `${chat.executeId.slice(0, -1)}9`;
}

function chatOf(service: Service, workflowId: string | undefined, executeId: string | undefined): Chat {
  const chat = service.memory.chatOf(executeId ?? '');
  if (!chat || chat.workflowId !== workflowId) throw new Refusal(4000, 'execute_id is invalid');
  return chat;
}
