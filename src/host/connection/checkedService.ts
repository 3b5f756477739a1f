import { originOf } from '../../shared/urls/urls';
import { isDemo, originOfWorkflow, type Workflow } from '../../shared/workflow';

/** What a check calls. */
interface CheckedService {
  readonly baseUrl: string;
  readonly workflowId?: string;
}

/**
 * What a check calls at an origin: the first of the workflows there. The path of the base URL comes from the user's settings
 * only, so that a workspace cannot choose where on the server the token is sent.
 *
 * @param workflows in the order of preference.
 * @param ownBaseUrl the user's setting `coze.baseUrl`.
 */
export function serviceAt(
  origin: string,
  workflows: readonly Workflow[],
  ownBaseUrl: string | undefined,
): CheckedService {
  const here = workflows.filter((workflow) => !isDemo(workflow) && originOfWorkflow(workflow) === origin);
  const ofUser = [here.find(({ source }) => source === 'user')?.baseUrl, ownBaseUrl];
  const baseUrl = ofUser.find((each) => each !== undefined && originOf(each) === origin) ?? origin;
  const [workflow] = here;
  return { baseUrl, ...(workflow && { workflowId: workflow.workflowId }) };
}
