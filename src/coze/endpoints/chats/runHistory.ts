import * as v from 'valibot';
import { permissions } from '../../../shared/permissions';
import { fields, flag, text, type Read, type Schema } from '../../../shared/schema';
import { foreignLines } from '../../../shared/text/foreignText';
import { isObject } from '../../../shared/json/json';
import type { ApiEndpoint } from '../../cozeApi';
import { isCozeError } from '../../errors/cozeError';
import type { KeptNode, KeptNodeResult, KeptRun } from '../../../shared/inspection/keptRun';
import type { HttpDeps } from '../../transport/authorizedFetch';
import { id, name, numeric, seconds } from '../foreignFields';
import { get } from '../get';

const maxOutput = 200_000;
const maxNodes = 500;

/** A text of several lines; absent where it is empty, `null` or no text. */
const lines: Schema<string | undefined> = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'string' ? foreignLines(value, maxOutput) || undefined : undefined,
  ),
);
/** Absent where it cannot be read: self-hosted servers send `null` for what is not set. */
const optional = <T>(schema: Schema<T>): Schema<T | undefined> =>
  v.fallback(
    v.union([
      schema,
      v.pipe(
        v.unknown(),
        v.transform(() => undefined),
      ),
    ]),
    undefined,
  );

const usage = fields({}, { input_count: numeric, output_count: numeric, token_count: numeric });
const status = v.union([
  name,
  v.pipe(
    v.unknown(),
    v.transform(() => ''),
  ),
]);

const kept = fields(
  { execute_status: status },
  {
    execute_id: optional(id),
    bot_id: optional(id),
    connector_id: optional(id),
    run_mode: optional(numeric),
    create_time: optional(seconds),
    update_time: optional(seconds),
    input: lines,
    output: lines,
    is_output_trimmed: optional(flag),
    error_code: optional(v.union([name, v.pipe(numeric, v.transform(String))])),
    error_message: lines,
    error_msg: lines,
    usage: optional(usage),
    cost: optional(name),
    logid: optional(name),
    log_id: optional(name),
    interrupt_data: v.unknown(),
    node_execute_status: v.unknown(),
  },
);
const replies: Schema<Read<typeof kept> | undefined> = v.pipe(
  v.array(v.unknown()),
  v.transform((values) => values[0]),
  v.optional(kept),
);

const nodeFields = fields(
  { node_execute_uuid: v.pipe(text, v.regex(/^[\w-]{1,100}$/)) },
  {
    node_id: optional(name),
    is_finish: optional(flag),
    loop_index: optional(numeric),
  },
);

/**
 * What the service has kept of a run (docs/coze-protocol.md, 6.7); `undefined` if it has nothing. One request, and a second
 * one where the server does not have the path of the cloud: that of self-hosted servers.
 */
export async function readKeptRun(
  endpoint: ApiEndpoint,
  { workflowId, executeId }: { readonly workflowId: string; readonly executeId: string },
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Promise<KeptRun | undefined> {
  const path = `/v1/workflows/${encodeURIComponent(workflowId)}/run_histories/${encodeURIComponent(executeId)}`;
  const request = { permission: permissions.runHistory, signal };
  try {
    return keptRun(await get(endpoint, { ...request, path }, replies, deps));
  } catch (error) {
    if (!isCozeError(error) || error.info.reason !== 'endpointMissing') throw error;
    const query = { workflow_id: workflowId, execute_id: executeId };
    const selfHosted = { ...request, path: '/v1/workflow/get_run_history', query };
    return keptRun(await get(endpoint, selfHosted, replies, deps));
  }
}

/** What an output node of a run has put out (docs/coze-protocol.md, 6.7). The cloud only. */
export async function readKeptNode(
  endpoint: ApiEndpoint,
  {
    workflowId,
    executeId,
    uuid,
  }: { readonly workflowId: string; readonly executeId: string; readonly uuid: string },
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Promise<KeptNodeResult> {
  const run = `/v1/workflows/${encodeURIComponent(workflowId)}/run_histories/${encodeURIComponent(executeId)}`;
  const path = `${run}/execute_nodes/${encodeURIComponent(uuid)}`;
  const schema = fields({}, { node_output: lines });
  const result = await get(endpoint, { path, permission: permissions.runHistory, signal }, schema, deps);
  return { output: result.node_output ?? '' };
}

function keptRun(reply: Read<typeof kept> | undefined): KeptRun | undefined {
  if (!reply) return undefined;
  const { usage: tokens, interrupt_data: interrupt } = reply;
  const found = {
    executeId: reply.execute_id,
    botId: reply.bot_id,
    connectorId: reply.connector_id,
    mode: modes[reply.run_mode ?? -1],
    createdAt: reply.create_time,
    updatedAt: reply.update_time,
    input: reply.input,
    output: reply.output,
    errorCode: reply.error_code === '0' ? undefined : reply.error_code,
    errorMessage: reply.error_message ?? reply.error_msg,
    tokens: tokens?.token_count,
    cost: reply.cost,
    logId: reply.logid ?? reply.log_id,
  };
  const known = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return {
    ...(known as Omit<KeptRun, 'status' | 'isTrimmed' | 'isInterrupted' | 'nodes'>),
    status: reply.execute_status,
    isTrimmed: reply.is_output_trimmed ?? false,
    isInterrupted: interrupt !== undefined && interrupt !== null,
    nodes: nodesOf(reply.node_execute_status),
  };
}

const modes: Readonly<Record<number, KeptRun['mode']>> = { 0: 'sync', 1: 'stream', 2: 'async' };

function nodesOf(byTitle: unknown): readonly KeptNode[] {
  if (!isObject(byTitle)) return [];
  const entries = Object.entries(byTitle).slice(0, maxNodes);
  return entries.flatMap(([title, value]) => {
    const node = v.safeParse(nodeFields, value);
    if (!node.success) return [];
    const {
      node_execute_uuid: uuid,
      node_id: nodeId,
      is_finish: isFinished = false,
      loop_index: loop,
    } = node.output;
    return [
      {
        ...{ title: foreignLines(title, 200).replaceAll('\n', ' '), uuid, isFinished },
        ...(nodeId !== undefined && { nodeId }),
        ...(loop !== undefined && { loop }),
      },
    ];
  });
}
