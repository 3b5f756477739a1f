import { findWorkflow, type SimulatedParameters, type SimulatedWorkflow } from '../../account';
import { refusalOf } from '../../refusal';
import type { Service } from '../../service';
import type { Call, Endpoint } from '../endpoint';
import { workflowFields } from './workflows';

/** The metadata of a workflow. Open-source servers have this path with another meaning: the role of a chatflow. */
export const workflow: Endpoint = {
  methods: ['GET'],
  path: '/v1/workflows/:workflowId',
  permission: 'getMetaData',
  servers: ['cloud', 'selfHosted'],
  handle({ service, query, params, logId }) {
    const found = knownWorkflow(service, params);
    const data = service.kind === 'selfHosted' ? roleOf(found) : detailOf(service, query, found);
    return Promise.resolve(service.success(data, logId));
  },
};

/** The workflow of the path. Refuses an unknown one and one of a workspace that the token does not cover. */
export function knownWorkflow({ account }: Service, params: Call['params']): SimulatedWorkflow {
  const found = findWorkflow(account, params['workflowId'] ?? '');
  if (!found) throw refusalOf(4200);
  if (found.workspace.isDenied) throw refusalOf(4101);
  return found.workflow;
}

function detailOf(service: Service, query: URLSearchParams, found: SimulatedWorkflow): unknown {
  // Here Coze sends one time as a number and the other as a string.
  const detail = { ...workflowFields(found, service.account), created_at: 1_780_000_000 };
  if (query.get('include_input_output') !== 'true') return { workflow_detail: detail };
  return {
    workflow_detail: detail,
    input: { parameters: inputsOf(found) },
    output: { terminate_plan: 'return_variables', parameters: found.outputs ?? {} },
  };
}

/** The inputs of a workflow, with those that every chatflow has. */
export function inputsOf({ mode, inputs = {} }: SimulatedWorkflow): SimulatedParameters {
  if (mode === 'workflow') return inputs;
  return {
    USER_INPUT: { type: 'string', required: false },
    CONVERSATION_NAME: { type: 'string', required: false, description: '', default_value: '' },
    ...inputs,
  };
}

function roleOf({ mode, name, description = '' }: SimulatedWorkflow): unknown {
  if (mode === 'workflow') throw refusalOf(720702004, 'workflow is not a chatflow');
  return { role: { name, description, onboarding_info: { prologue: '', suggested_questions: [] } } };
}
