export { changesText, fileText, problemText, terminalSelection } from '../host/selection/messageTexts';
