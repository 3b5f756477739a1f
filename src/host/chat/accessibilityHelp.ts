import { l10n } from 'vscode';
import { prompts } from '../prompts/prompts';

const isMac = process.platform === 'darwin';

/** Shows how to use the chat with the keyboard and a screen reader. */
export async function showAccessibilityHelp(): Promise<void> {
  await prompts.showInformationMessage(l10n.t('Coze chat: accessibility help'), {
    modal: true,
    detail: helpLines().join('\n'),
  });
}

function helpLines(): readonly string[] {
  const control = isMac ? 'Cmd' : 'Ctrl';
  const navigation = isMac ? 'Cmd+Alt' : 'Alt';
  return [
    l10n.t(
      'Enter sends the message, Shift+Enter inserts a new line. The setting coze.chat.enterBehavior changes this.',
    ),
    l10n.t('{up} and {down} move to the previous and the next message.', {
      up: `${navigation}+Up`,
      down: `${navigation}+Down`,
    }),
    l10n.t('{key} moves to the last answer.', { key: `${navigation}+End` }),
    l10n.t('Tab moves to the buttons and links of a message. Typing moves back to the message box.'),
    l10n.t('{key} opens find in chat. Enter and Shift+Enter move between the matches, Escape returns.', {
      key: `${control}+F`,
    }),
    l10n.t('Up in an empty message box recalls the messages sent before.'),
    l10n.t('Escape stops a running answer.'),
    l10n.t('1 to 9 choose an option of a question while one of its buttons has the focus.'),
    l10n.t('{key} opens the chat from an editor, or asks about the selected code.', {
      key: `${control}+K ${control}+G`,
    }),
    l10n.t(
      'The start and the end of an answer, questions and errors are announced. The text of an answer is not read while it arrives.',
    ),
    l10n.t('All of these are commands of the category Coze and can be given other keys.'),
  ];
}
