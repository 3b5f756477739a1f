import * as v from 'valibot';
import { fields } from '../../shared/schema';
import type { Account, ApiEndpoint } from '../cozeApi';
import type { HttpDeps } from '../transport/authorizedFetch';
import { id, name } from './foreignFields';
import { get } from './get';

const user = v.pipe(
  fields({ user_id: id }, { user_name: name, nick_name: name }),
  v.transform(({ user_id, user_name, nick_name }): Account => ({
    id: user_id,
    name: nick_name ?? user_name ?? user_id,
  })),
);

/** The account of the token (docs/coze-protocol.md, 6.2). Which permission it needs is not public. */
export function readMe(
  endpoint: ApiEndpoint,
  signal: AbortSignal | undefined,
  deps: HttpDeps,
): Promise<Account> {
  return get(endpoint, { path: '/v1/users/me', signal }, user, deps);
}
