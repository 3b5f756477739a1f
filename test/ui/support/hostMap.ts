import { build } from 'esbuild';
import { packageExtension } from '../../host/packageExtension';
import { projectRoot } from '../../host/paths';
import type { WorkbenchOptions } from './workbench';

/**
 * Options of a workbench whose requests to these origins go to servers on loopback, such as `https://api.coze.cn` to
 * `http://127.0.0.1:40123`.
 */
export async function mappingHosts(
  servers: Readonly<Record<string, string>>,
): Promise<Pick<WorkbenchOptions, 'environment' | 'moreVsixFiles'>> {
  const folder = `${projectRoot}/test/ui/support/hostMap`;
  await build({
    entryPoints: [`${folder}/extension.ts`],
    outdir: `${folder}/dist`,
    platform: 'node',
    format: 'cjs',
    bundle: true,
    logLevel: 'warning',
  });
  return {
    environment: { COZE_TEST_HOSTS: JSON.stringify(servers) },
    moreVsixFiles: [await packageExtension(folder)],
  };
}
