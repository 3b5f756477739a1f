import { realpathSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { env, FileType, Uri, window, workspace } from 'vscode';
import { foreignText } from '../../shared/text/foreignText';
import { UserError } from '../guard';
import type { TemporaryFiles } from './files/temporaryFiles';
import { virtualMegabytes } from './files/uploadLimits';
import type { NewUpload } from './upload';
import { problemText } from './uploadTexts';

/** Longest file name, in UTF-16 units: those of file systems are shorter. */
const maxName = 300;

/** The file to attach at a URI. One of another file system is copied. Throws a `UserError` if that is not possible. */
export async function chosenFile(
  given: Uri,
  field: string | undefined,
  temporary: TemporaryFiles,
): Promise<NewUpload> {
  const more = field === undefined ? {} : { field };
  const uri = onThisHost(given);
  if (uri.scheme === 'file') return { name: plainName(basename(uri.fsPath)), path: uri.fsPath, ...more };
  const name = plainName(uri.path.split('/').at(-1) ?? '');
  const isOutside = workspace.getWorkspaceFolder(uri) === undefined;
  const path = await temporary.create(await bytesOf(uri));
  return { name, path, isTemporary: true, isOutside, ...more };
}

async function bytesOf(uri: Uri): Promise<Uint8Array> {
  const found = await Promise.resolve(workspace.fs.stat(uri)).catch(() => undefined);
  if (!found || (found.type & FileType.File) === 0) throw new UserError(problemText({ reason: 'missing' }));
  if (found.size > virtualMegabytes * 1024 * 1024)
    throw new UserError(problemText({ reason: 'virtualTooLarge' }));
  return workspace.fs.readFile(uri);
}

/** A file name as it is shown and sent: one line without control characters and marks of text direction. */
export function plainName(name: string): string {
  return foreignText(name, maxName);
}

/** The URI in a text of the page; none if it is malformed. */
export function parsedUri(text: string): readonly Uri[] {
  try {
    return [Uri.parse(text, true)];
  } catch {
    return [];
  }
}

/** A page names the files of a remote computer with another scheme than the extension host that runs there. */
function onThisHost(uri: Uri): Uri {
  const isRemoteHost = workspace.workspaceFolders?.some((folder) => folder.uri.scheme === 'file') ?? false;
  const isRemoteFile = uri.scheme === 'vscode-remote' && env.remoteName !== undefined && isRemoteHost;
  return isRemoteFile ? Uri.file(uri.path) : uri;
}

/** Whether a path, without symbolic links, is in a folder of the workspace. */
export function isInWorkspace(path: string): boolean {
  return (workspace.workspaceFolders ?? []).some(({ uri }) => {
    if (uri.scheme !== 'file') return false;
    try {
      return path.startsWith(join(realpathSync(uri.fsPath), sep));
    } catch {
      return false;
    }
  });
}

/** The file of the active editor, for a command without an argument. */
export function activeFile(): Uri | undefined {
  const input: unknown = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = typeof input === 'object' && input !== null && 'uri' in input ? input.uri : undefined;
  return uri instanceof Uri ? uri : undefined;
}
