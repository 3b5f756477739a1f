import * as v from 'valibot';
import { permissions } from '../../shared/permissions';
import { fields } from '../../shared/schema';
import type { ApiEndpoint, Plan } from '../cozeApi';
import type { HttpDeps } from '../transport/authorizedFetch';
import { name } from './foreignFields';
import { get } from './get';

const benefits = v.pipe(
  fields({ basic_info: fields({ user_level: name }) }),
  v.transform(({ basic_info: { user_level: level } }): Plan => ({ level })),
);

/** The plan of the account (docs/coze-protocol.md, 6.2). */
export function readPlan(
  endpoint: ApiEndpoint,
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Promise<Plan> {
  const request = { path: '/v1/commerce/benefit/benefits/get', permission: permissions.plan, signal };
  return get(endpoint, request, benefits, deps);
}
