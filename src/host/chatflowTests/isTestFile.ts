import { workspace, type Uri } from 'vscode';
import { isTestFileName } from '../../chatflowTests/testFile/testFileName';

/** Whether the document is a test file of the workspace, not an older version of it in a comparison. */
export function isTestFile(uri: Uri): boolean {
  return isTestFileName(uri.path) && workspace.getWorkspaceFolder(uri) !== undefined;
}
