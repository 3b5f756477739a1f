import { FileSystemError, Uri, workspace } from 'vscode';
import type { RecordingStore } from '../../../chatflowTests/replay/recordingFile';
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
      await workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
    },
  };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
