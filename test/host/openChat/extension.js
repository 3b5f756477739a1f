const { connect } = require('node:net');
const { commands } = require('vscode');

/**
 * For `npm start` only: shows the chat when the window opens, with the demo in a new profile. Desktop VS Code detaches from
 * the process that started it; with this connection each of the two ends when the other does.
 */
exports.activate = async ({ globalState }) => {
  const port = Number(process.env.COZE_START_PORT);
  if (port > 0) {
    const close = () => commands.executeCommand('workbench.action.closeWindow');
    connect(port, '127.0.0.1').on('error', close).on('end', close);
  }
  if (globalState.get('hasBegun')) {
    await commands.executeCommand('coze.focusChat');
    return;
  }
  await commands.executeCommand('coze.tryDemo');
  await globalState.update('hasBegun', true);
};
