import { paramsIn } from './endpoints/endpoint';
import { endpoints } from './endpoints/table';
import { logIdOf } from './ids';
import { Refusal, refusalOf } from './refusal';
import { Service, type SimulatorOptions } from './service';

/**
 * A Coze service as a function: its endpoints with their shapes and refusals. All state is in memory, and nothing is sent
 * anywhere. The returned function rejects only if the request is aborted.
 */
export function createSimulator(options: SimulatorOptions): (request: Request) => Promise<Response> {
  const service = new Service(options);
  return (request) => answer(service, request);
}

async function answer(service: Service, request: Request): Promise<Response> {
  request.signal.throwIfAborted();
  const logId = logIdOf(service.options.now(), service.ids.next());
  try {
    return await route(service, request, logId);
  } catch (error) {
    request.signal.throwIfAborted();
    const refusal = error instanceof Refusal ? error : refusalOf(5000);
    const body = { code: refusal.code, msg: refusal.message, detail: { logid: logId } };
    return service.json(body, logId, refusal.status);
  }
}

async function route(service: Service, request: Request, logId: string): Promise<Response> {
  const { pathname: path, searchParams: query } = new URL(request.url);
  for (const endpoint of endpoints) {
    const params = endpoint.methods.includes(request.method) ? paramsIn(endpoint.path, path) : undefined;
    if (!params || !endpoint.servers.includes(service.kind)) continue;
    if (!endpoint.isPublic) authorize(service, request, endpoint.permission);
    return endpoint.handle({ service, request, query, params, logId });
  }
  throw service.kind === 'selfHosted'
    ? refusalOf(401, 'missing session_key in cookie')
    : refusalOf(404, 'page not found');
}

/** Refuses a call whose token the service does not accept, or lacks the permission, and calls beyond those of the plan. */
function authorize(service: Service, request: Request, permission: string | undefined): void {
  const { oauth, options, kind } = service;
  const { tokens, permissions } = options;
  const sent = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const isIssued = sent !== undefined && oauth.isIssued(sent);
  const isListed = !tokens || (sent !== undefined && tokens.includes(sent));
  if (!(isIssued ? oauth.isValid(sent) : isListed)) throw refusalOf(kind === 'selfHosted' ? 700012006 : 4100);
  service.countCall();
  if (permissions && permission !== undefined && !permissions.includes(permission)) throw refusalOf(4101);
}
