import type { WorkbenchOptions } from './workbench';

/**
 * Options of a workbench whose requests to these origins go to servers on loopback, such as `https://api.coze.cn` to
 * `http://127.0.0.1:40123`. The test driver redirects them.
 */
export function mappingHosts(
  servers: Readonly<Record<string, string>>,
): Pick<WorkbenchOptions, 'environment'> {
  return { environment: { COZE_TEST_HOSTS: JSON.stringify(servers) } };
}
