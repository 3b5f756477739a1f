import { commands, env, l10n, window, type Terminal } from 'vscode';
import { UserError } from '../guard';
import type { prompts } from '../prompts/prompts';
import { terminalText } from './terminalText';

/** Most lines that the confirmation shows. */
const shownLines = 20;

/**
 * Pastes text into the active terminal without Enter; opens a terminal if there is none. Asks before it pastes several
 * lines, because a shell can run each of them at its line break, and leaves these to VS Code's own paste, which marks
 * them as pasted for a shell that knows the mark.
 */
export async function pasteIntoTerminal(text: string, ask: typeof prompts): Promise<void> {
  const pasted = terminalText(text);
  if (pasted === '') throw new UserError(l10n.t('There is no text to paste.'));
  const lines = pasted.split('\n');
  if (lines.length > 1) {
    const paste = l10n.t('Paste');
    const choice = await ask.showWarningMessage(
      l10n.t('Paste {count} lines into the terminal?', { count: lines.length }),
      { modal: true, detail: confirmation(lines) },
      paste,
    );
    if (choice !== paste) return;
  }
  const terminal = window.activeTerminal ?? window.createTerminal();
  terminal.show();
  if (lines.length === 1) terminal.sendText(pasted, false);
  else await pasteFromClipboard(terminal, pasted);
}

function confirmation(lines: readonly string[]): string {
  const more = lines.length - shownLines;
  return [
    l10n.t('A shell can run each line as soon as it is pasted.'),
    '',
    ...lines.slice(0, shownLines),
    ...(more > 0 ? [l10n.t('… Lines that are not shown: {count}', { count: more })] : []),
  ].join('\n');
}

/** Restores the text of the clipboard afterwards. */
async function pasteFromClipboard(terminal: Terminal, text: string): Promise<void> {
  await terminal.processId;
  const kept = await env.clipboard.readText();
  await env.clipboard.writeText(text);
  try {
    await commands.executeCommand('workbench.action.terminal.paste');
  } finally {
    await env.clipboard.writeText(kept);
  }
}
