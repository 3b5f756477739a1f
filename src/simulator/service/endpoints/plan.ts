import type { Endpoint } from './endpoint';

/** The plan of the account. It does not say how many calls are left. */
export const plan: Endpoint = {
  methods: ['GET'],
  path: '/v1/commerce/benefit/benefits/get',
  permission: 'getBenefit',
  servers: ['cloud'],
  handle({ service, logId }) {
    const data = { basic_info: { user_level: service.account.plan.level } };
    return Promise.resolve(service.success(data, logId));
  },
};
