import { relative } from 'node:path';
import { FileSystemError, Uri, workspace } from 'vscode';
import type { RecordingStore } from '../../../chatflowTests/replay/recordingFile';
import { makeFolderInside } from '../../attachments/files/pathInside';
import type { FoundFile } from '../testFiles';

/** The recordings beside test files. */
export function recordingStore(files: readonly FoundFile[]): RecordingStore {
  const folders = new Map(files.map(({ path, uri }) => [folderOf(path), Uri.joinPath(uri, '..')]));
  const uriOf = (path: string): Uri => {
    const mark = path.lastIndexOf('__runs__/');
    const folder = folders.get(path.slice(0, mark));
    if (!folder) throw new Error('A recording is beside its test file');
    return Uri.joinPath(folder, path.slice(mark));
  };
  return {
    read: async (path) => {
      try {
        return new TextDecoder().decode(await workspace.fs.readFile(uriOf(path)));
      } catch (error) {
        if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    write: async (path, text) => {
      await makeFolder(uriOf(path));
      await workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
    },
  };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** VS Code makes the folder as well, but follows links that lead out of the workspace. */
async function makeFolder(uri: Uri): Promise<void> {
  const root = workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  if (uri.scheme === 'file' && root !== undefined) await makeFolderInside(root, relative(root, uri.fsPath));
}
