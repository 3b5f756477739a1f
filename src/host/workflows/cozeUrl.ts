import { cloudByDomain } from '../../shared/clouds';
import { isHttpUrl, parseUrl } from '../../shared/urls';

/** What the URL of a page on Coze contains. */
export interface ParsedCozeUrl {
  readonly workflowId?: string;
  readonly appId?: string;
  readonly botId?: string;
  /** Base URL of the API for this page; absent for a bare ID. */
  readonly baseUrl?: string;
}

const digits = /^[0-9]{1,20}$/;

/**
 * Reads a pasted ID, or the URL of a workflow, app or agent page. A page of Coze belongs to the API of its region, any
 * other host to a self-hosted server. `undefined` if there is no ID.
 */
export function parseCozeUrl(pasted: string): ParsedCozeUrl | undefined {
  const text = pasted.trim();
  if (digits.test(text)) return { workflowId: text };
  const url = isHttpUrl(text) ? parseUrl(text) : undefined;
  if (!url) return undefined;
  const steps = url.pathname.split('/').filter(Boolean);
  const workflowId = number(url.searchParams.get('workflow_id')) ?? after(steps, 'workflow', 'work_flow');
  const appId =
    number(url.searchParams.get('app_id')) ??
    number(url.searchParams.get('project_id')) ??
    after(steps, 'project-ide', 'project', 'app');
  const botId = number(url.searchParams.get('bot_id')) ?? after(steps, 'bot');
  const baseUrl = cloudByDomain(url.hostname)?.baseUrl ?? url.origin;
  if (!workflowId && !appId && !botId) return undefined;
  return {
    ...(workflowId && { workflowId }),
    ...(appId ? { appId } : botId && { botId }),
    ...(baseUrl && { baseUrl }),
  };
}

/** The number after one of these path segments: `/space/1/project-ide/2/workflow/3`. */
function after(steps: readonly string[], ...words: readonly string[]): string | undefined {
  const index = steps.findIndex((step) => words.includes(step));
  return index < 0 ? undefined : number(steps[index + 1]);
}

function number(value: string | null | undefined): string | undefined {
  return value && digits.test(value) ? value : undefined;
}
