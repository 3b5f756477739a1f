import { createHash } from 'node:crypto';
import type { Workflow } from '../../shared/workflow';

/** The settings of an entry that its key does not name, and that decide what is sent or what is run. */
export function furtherSettings(workflow: Workflow): Readonly<Partial<Workflow>> {
  const { workflowVersion, connectorId, parameters, ext, attachmentFormat } = workflow;
  return {
    ...(workflowVersion !== undefined && { workflowVersion }),
    ...(connectorId !== undefined && { connectorId }),
    ...(parameters && { parameters }),
    ...(ext && { ext }),
    ...(attachmentFormat && { attachmentFormat }),
  };
}

/**
 * Names what the user agrees to when a workflow of a workspace is run: the workflow, the host and all that is sent along.
 * An entry that sets nothing further is named by its key alone, as consents of earlier versions are.
 */
export function consentKey(workflow: Workflow): string {
  const further = furtherSettings(workflow);
  if (Object.keys(further).length === 0) return workflow.key;
  return `${workflow.key} ${createHash('sha256').update(JSON.stringify(further)).digest('hex')}`;
}
