import { mkdir, rm, writeFile } from 'node:fs/promises';
import { commands, Uri, workspace, type TestItem } from 'vscode';
import { activated, setUserSettings, until } from './inWindow';
import { itemNamed, OpenedExplorer, treeOf } from './testExplorer';
import { useService, type Service } from './useService';

/** A workspace with test files, for the tests of a `describe`. */
export interface UsedExplorer {
  readonly opened: OpenedExplorer;
  readonly service: Service;
  readonly uriOf: (name: string) => Uri;
  readonly write: (name: string, text: string) => Promise<void>;
  /** The labels of the tree, indented. */
  readonly tree: () => readonly string[];
  /** The item of a file, which must be in the tree. */
  readonly fileItem: (name: string) => TestItem;
  /** The first test of a file. */
  readonly firstTest: (name: string) => TestItem;
}

/**
 * Opens the Test Explorer with the files in a folder of the workspace, by their names, and a service that the profile `Tests`
 * calls.
 */
export function useTestExplorer(folder: string, files: Readonly<Record<string, string>>): UsedExplorer {
  const service = useService();
  let current: OpenedExplorer | undefined;
  const opened = () => {
    if (!current) throw new Error('The Test Explorer is available only while tests run.');
    return current;
  };
  const path = () => {
    const [first] = workspace.workspaceFolders ?? [];
    if (!first) throw new Error('The tests need a folder.');
    return `${first.uri.fsPath}/${folder}`;
  };
  const uriOf = (name: string) => Uri.file(`${path()}/${name}`);
  const write = (name: string, text: string) => writeFile(uriOf(name).fsPath, text);
  const tree = () => treeOf(opened().controller.items);
  const fileItem = (name: string) => itemNamed(opened().controller.items, name);

  before('open a workspace with test files', async () => {
    await activated();
    await setUserSettings({
      baseUrl: service.baseUrl,
      workflows: [{ name: 'Tests', workflowId: '1', ext: { enable_card: 'true' } }],
    });
    await rm(path(), { recursive: true, force: true });
    await mkdir(path(), { recursive: true });
    for (const [name, text] of Object.entries(files)) await write(name, text);
    current = new OpenedExplorer();
    await current.explorer.resolve(undefined);
    for (const name of Object.keys(files))
      await until(`${name} is read`, () => fileItem(name).children.size > 0);
  });
  after(async () => {
    opened().close();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await rm(path(), { recursive: true, force: true });
    await setUserSettings({ workflows: undefined, baseUrl: undefined });
  });
  return {
    get opened() {
      return opened();
    },
    ...{ service, uriOf, write, tree, fileItem },
    firstTest(name) {
      let first: TestItem | undefined;
      fileItem(name).children.forEach((item) => (first ??= item));
      if (!first) throw new Error(`${name} has no test.`);
      return first;
    },
  };
}
