import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('The extension in its host', () => {
  it('registers every command that its manifest names', async () => {
    const extension = extensions.getExtension('coze-workflow-chat.coze-workflow-chat');
    assert.ok(extension, 'VS Code does not know the extension');
    await extension.activate();
    const known = await commands.getCommands(true);
    const named = (extension.packageJSON as Manifest).contributes.commands.map(({ command }) => command);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((command) => !known.includes(command)),
      [],
    );
  });
});
