import { workspace } from 'vscode';
import { UnusableFile, type UploadFile } from '../../../chatflowTests/run/uploads';
import type { FileClient } from '../../../coze/cozeApi';
import { uploaderOf } from '../../attachments/testUploads';
import { pathInFolder } from '../testFiles';
import type { PlannedLeaf } from './runPlan';

/** Uploads the files that tests name. Each must be in the folder of the workspace that its test file is in. */
export function uploadTestFile(planned: readonly PlannedLeaf[], client: FileClient): UploadFile {
  const leaves = new Map(planned.map((leaf) => [leaf.one.id, leaf]));
  return async (one, path, signal) => {
    const leaf = leaves.get(one.id);
    const folder = leaf && workspace.getWorkspaceFolder(leaf.file.uri);
    const inFolder = folder && pathInFolder(path, folder);
    if (!leaf || !folder || inFolder === undefined)
      throw new UnusableFile('namedFileOutside', { name: path });
    const calledBy = () => ({ client, workflow: leaf.workflow });
    return uploaderOf(folder.uri.fsPath, calledBy)(one, inFolder, signal);
  };
}
