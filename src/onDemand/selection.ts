export { mappedMessage } from '../host/selection/mappedMessage';
export { changesText, fileText, problemText, terminalSelection } from '../host/selection/messageTexts';
export { numberInputs } from '../host/selection/numberInputs';
export { selectionSnippet } from '../host/selection/selectionSnippet';
