import { createHash } from 'node:crypto';
import type { Memento } from 'vscode';
import type { Workflow } from '../../shared/workflow';
import { targetKey } from '../entries/workflowKey';

const consentsKey = 'coze.agreedWorkflows';

/** Remembers the workflows of workspaces that the user agreed to run. */
export class Consents {
  constructor(private readonly memento: Memento) {}

  /** Whether the workflow may be used: the user agreed to it, or it is the user's own or the demo. */
  has(workflow: Workflow): boolean {
    return workflow.source !== 'workspace' || this.keys.includes(consentKey(workflow));
  }

  async add(workflow: Workflow): Promise<void> {
    if (this.has(workflow)) return;
    await this.memento.update(consentsKey, [...this.keys, consentKey(workflow)]);
  }

  private get keys(): readonly string[] {
    return this.memento.get<readonly string[]>(consentsKey, []);
  }
}

/** The settings of an entry that its target does not contain, and that decide what is sent or run. */
export function furtherSettings(workflow: Workflow): Readonly<Partial<Workflow>> {
  const { workflowVersion, connectorId, parameters, ext, attachmentFormat, selection, inputs } = workflow;
  return {
    ...(workflowVersion !== undefined && { workflowVersion }),
    ...(connectorId !== undefined && { connectorId }),
    ...(parameters && { parameters }),
    ...(ext && { ext }),
    ...(attachmentFormat && { attachmentFormat }),
    ...(selection && { selection }),
    ...(inputs && { inputs }),
  };
}

/**
 * Identifies what the user agrees to: the workflow, the host and everything that is sent along. An entry without
 * further settings is identified by its target, as in earlier versions.
 */
export function consentKey(workflow: Workflow): string {
  const further = furtherSettings(workflow);
  const target = targetKey(workflow);
  if (Object.keys(further).length === 0) return target;
  return `${target} ${createHash('sha256').update(JSON.stringify(further)).digest('hex')}`;
}
