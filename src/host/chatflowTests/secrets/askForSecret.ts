import { CancellationTokenSource, l10n, window, workspace, type SecretStorage } from 'vscode';
import { minSecretLength } from '../../../chatflowTests/run/fileValues';
import { foreignText } from '../../foreignText';
import type { Services } from '../../services';
import { TestSecrets } from './testSecrets';

/** The secrets of the tests of this workspace. */
export function testSecretsOf(
  { workspaceState, log }: Pick<Services, 'workspaceState' | 'log'>,
  secrets: SecretStorage,
): TestSecrets {
  const { workspaceFile, workspaceFolders } = workspace;
  const uri = workspaceFile ?? workspaceFolders?.[0]?.uri;
  return new TestSecrets({
    ...{ secrets, memento: workspaceState, workspace: uri?.toString() ?? '' },
    ...{ onDidSee: log.hide, warn: log.warn },
  });
}

/** Asks for the value of a secret variable until `signal` aborts. */
export async function askForSecret(
  name: string,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const cancelled = new CancellationTokenSource();
  const cancel = (): void => cancelled.cancel();
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  try {
    return await window.showInputBox(
      {
        title: l10n.t('Secret variable {name}', { name: foreignText(name, 60) }),
        prompt: l10n.t(
          'A secret variable of {file}. VS Code keeps it for this workspace in its secret storage. Without it, the tests are skipped.',
          { file: foreignText(path, 200) },
        ),
        password: true,
        ignoreFocusOut: true,
        validateInput: (value) =>
          value === '' || value.length >= minSecretLength
            ? undefined
            : l10n.t('At least {count} characters: a shorter value cannot be masked.', {
                count: minSecretLength,
              }),
      },
      cancelled.token,
    );
  } finally {
    signal.removeEventListener('abort', cancel);
    cancelled.dispose();
  }
}
