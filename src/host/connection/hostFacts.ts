import { arch, platform, release } from 'node:os';
import { env, ExtensionKind, extensions, UIKind, version } from 'vscode';
import type { Services } from '../services';
import type { HostFacts } from './supportText';

const extensionId = 'coze-workflow-chat.coze-workflow-chat';

/** Where the extension runs, and its settings, for the text for support. */
export function hostFacts({ settings, catalog }: Pick<Services, 'settings' | 'catalog'>): HostFacts {
  const extension = extensions.getExtension<unknown>(extensionId);
  const manifest = extension?.packageJSON as { readonly version?: string } | undefined;
  const { connectMs, idleMs } = settings.timeouts;
  return {
    extension: manifest?.version ?? '',
    vscode: version,
    app: `${env.appName}, ${env.uiKind === UIKind.Web ? 'web' : 'desktop'}`,
    extensionHost: extension?.extensionKind === ExtensionKind.UI ? 'ui' : 'workspace',
    system: `${platform()} ${release()} ${arch()}`,
    remote: (env.remoteName ?? '').split('+')[0] ?? '',
    language: env.language,
    settings: {
      'coze.connectTimeout': connectMs / 1_000,
      'coze.idleTimeout': idleMs / 1_000,
    },
    usableWorkflows: catalog.all.length - 1,
    refusedWorkflows: catalog.refused.length,
  };
}
