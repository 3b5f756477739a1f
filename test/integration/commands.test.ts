import assert from 'node:assert/strict';
import { commands, Uri, workspace } from 'vscode';
import { activated, askAbout, filesIn, until, userDataFolder } from './support/inWindow';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly keybindings: readonly { readonly key: string; readonly when: string }[];
  };
}

describe('The extension', () => {
  it('registers every command of the manifest', async () => {
    const { extension } = await activated();
    const known = await commands.getCommands(true);
    const named = (extension.packageJSON as Manifest).contributes.commands.map(({ command }) => command);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((command) => !known.includes(command)),
      [],
    );
  });

  it('exports nothing', async () => {
    const { exported } = await activated();
    assert.equal(exported, undefined);
  });

  it('returns undefined from commands, for any argument', async () => {
    for (const argument of [
      undefined,
      { origin: 'https://evil.example' },
      '../../x',
      5,
      [],
      'https://evil.example',
    ]) {
      assert.equal(await commands.executeCommand('coze.stop', argument), undefined);
      assert.equal(await commands.executeCommand('coze.newConversation', argument), undefined);
    }
  });

  it('uses a chord that no default keybinding uses', async () => {
    const { extension } = await activated();
    const defaults = await workspace.openTextDocument(Uri.parse('vscode://defaultsettings/keybindings.json'));
    const entries = [...defaults.getText().matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/g)];
    assert.ok(entries.length > 500);
    const { keybindings } = (extension.packageJSON as Manifest).contributes;
    // The others apply only in a chat, in a view of the extension, or in a prompt opened from a chat.
    const everywhere = keybindings.filter(
      ({ when }) => !/coze\.(chatFocused|\w+From)|focusedView == coze\./.test(when),
    );
    const chords = new Set(everywhere.map(({ key }) => key));
    const others = entries.filter(
      ([, key = '', command = '']) => chords.has(key) && !command.startsWith('coze.'),
    );
    assert.deepEqual(
      others.map(([, key, command]) => [key, command]),
      [],
    );
  });

  it('runs the demo, and writes the message, the answer and the usage to disk', async () => {
    await activated();
    await commands.executeCommand('coze.tryDemo');
    await commands.executeCommand('coze.newConversation');
    await askAbout('const forTheDemo = 42;');
    const texts = async () => [...(await filesIn(`${userDataFolder()}/User/globalStorage`)).entries()];
    await until('the run is on disk as completed', async () =>
      (await texts()).some(([, text]) => text.includes('forTheDemo') && text.includes('"runCompleted"')),
    );
    await until('the tokens are on disk', async () =>
      (await texts()).some(([path, text]) => path.endsWith('usage.jsonl') && text.includes('"demo"')),
    );
  });
});
