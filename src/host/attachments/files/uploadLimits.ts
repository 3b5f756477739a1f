import { isDemo, isInCloud, type Workflow } from '../../../shared/workflow';

/** What a service accepts (docs/coze-protocol.md, 8.1). */
export interface UploadLimits {
  readonly megabytes: number;
  /** Only listed types, whose content matches the ending. */
  readonly hasTypes: boolean;
}

const day = 24 * 60 * 60 * 1_000;

/** The demo keeps a file in memory while it reads it. */
const demo: UploadLimits = { megabytes: 20, hasTypes: true };
const cloud: UploadLimits = { megabytes: 512, hasTypes: true };
const selfHosted: UploadLimits = { megabytes: 200, hasTypes: false };

/** Largest file of a file system that is not on this computer: it is copied before it is uploaded. */
export const virtualMegabytes = 20;

export function limitsOf(workflow: Workflow): UploadLimits {
  if (isDemo(workflow)) return demo;
  return isInCloud(workflow) ? cloud : selfHosted;
}

/**
 * How long an uploaded file is used again, in milliseconds: the cloud keeps it for three months; the addresses of self-hosted
 * servers are signed for an unknown time.
 */
export function lifeOf(workflow: Workflow): number {
  return isInCloud(workflow) ? 85 * day : day;
}
