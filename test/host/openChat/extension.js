const { connect } = require('node:net');
const { commands } = require('vscode');

/**
 * Part of `npm start` only: shows the chat when the window opens, and begins with the demo in a new profile. Desktop VS
 * Code leaves the process that started it; there this connection ends the one when the other is gone.
 */
exports.activate = async ({ globalState }) => {
  const port = Number(process.env.COZE_START_PORT);
  if (port > 0) {
    const leave = () => commands.executeCommand('workbench.action.closeWindow');
    connect(port, '127.0.0.1').on('error', leave).on('end', leave);
  }
  if (globalState.get('hasBegun')) {
    await commands.executeCommand('coze.focusChat');
    return;
  }
  await commands.executeCommand('coze.tryDemo');
  await globalState.update('hasBegun', true);
};
