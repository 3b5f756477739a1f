export { editorLanguage } from '../host/messages/editorLanguage';
export { pasteIntoTerminal } from '../host/messages/terminalPaste';
export { ProposedChanges } from '../host/messages/proposedChanges';
export { ShownFindings } from '../host/messages/shownFindings';
