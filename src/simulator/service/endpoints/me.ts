import type { Endpoint } from './endpoint';

/** The account of the token. Coze documents no permission for it. */
export const me: Endpoint = {
  methods: ['GET'],
  path: '/v1/users/me',
  servers: ['cloud'],
  handle({ service, logId }) {
    const { id, name } = service.account;
    const data = { user_id: id, user_name: `user${id.slice(-6)}`, nick_name: name, avatar_url: '' };
    return Promise.resolve(service.success(data, logId));
  },
};
