import { cloudByDomain } from '../../shared/clouds';
import { isHttpUrl, parseUrl } from '../../shared/urls';

/** What the address of a page on Coze says about a workflow. */
export interface ParsedCozeUrl {
  readonly workflowId?: string;
  readonly appId?: string;
  readonly botId?: string;
  /** Base URL of the API that belongs to the page; absent for a bare id. */
  readonly baseUrl?: string;
}

const digits = /^[0-9]{1,20}$/;

/**
 * Reads a pasted id, or the address of a workflow, app or agent page. A page of the cloud belongs to the API of the same
 * region; any other host is taken as a server of one's own. `undefined` where neither an id nor a usable address is found.
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

/** The number that follows one of these words in the path: `/space/1/project-ide/2/workflow/3`. */
function after(steps: readonly string[], ...words: readonly string[]): string | undefined {
  const index = steps.findIndex((step) => words.includes(step));
  return index < 0 ? undefined : number(steps[index + 1]);
}

function number(value: string | null | undefined): string | undefined {
  return value && digits.test(value) ? value : undefined;
}
