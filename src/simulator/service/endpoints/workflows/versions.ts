import { Refusal } from '../../refusal';
import type { Endpoint } from '../endpoint';
import { hasMore, pageOf, pageQuery } from './paging';
import { inputsOf, knownWorkflow } from './workflow';

/** The published versions of a workflow, newest first. The last page has a token for a next page as well. */
export const versions: Endpoint = {
  methods: ['GET'],
  path: '/v1/workflows/:workflowId/versions',
  permission: 'listVersion',
  servers: ['cloud'],
  handle({ service, query, params, logId }) {
    const known = knownWorkflow(service, params);
    const { id, versions: all = [] } = known;
    const page = { ...pageQuery(query, 10, 30), number: numberIn(query.get('page_token')) };
    const creator = { id: service.account.id, name: service.account.name };
    const items = pageOf(all, page).map(
      ({ version, description = '', createdAt = 1_780_000_000, inputs }) => ({
        workflow_id: id,
        version,
        description,
        created_at: String(createdAt),
        updated_at: String(createdAt),
        creator,
        ...(query.get('include_input_output') === 'true' && {
          input: { parameters: inputsOf({ ...known, ...(inputs && { inputs }) }) },
          output: { terminate_plan: 'return_variables', parameters: known.outputs ?? {} },
        }),
      }),
    );
    const data = { items, has_more: hasMore(all, page), next_page_token: `page-${page.number + 1}` };
    return Promise.resolve(service.success(data, logId));
  },
};

function numberIn(token: string | null): number {
  if (token === null || token === '') return 1;
  const number = /^page-([1-9]\d*)$/.exec(token)?.[1];
  if (number === undefined) throw new Refusal(4000, 'page_token is invalid');
  return Number(number);
}
