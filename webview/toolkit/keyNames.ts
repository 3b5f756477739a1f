/** Replaces the key codes of `@microsoft/fast-web-utilities` in the build: only the names are used. */
export const keyArrowDown = 'ArrowDown';
export const keyArrowLeft = 'ArrowLeft';
export const keyArrowRight = 'ArrowRight';
export const keyArrowUp = 'ArrowUp';
export const keyEnter = 'Enter';
export const keyEscape = 'Escape';
export const keyHome = 'Home';
export const keyEnd = 'End';
export const keyFunction2 = 'F2';
export const keyPageDown = 'PageDown';
export const keyPageUp = 'PageUp';
export const keySpace = ' ';
export const keyTab = 'Tab';
export const keyBackspace = 'Backspace';
export const keyDelete = 'Delete';
export const ArrowKeys = {
  ArrowDown: keyArrowDown,
  ArrowLeft: keyArrowLeft,
  ArrowRight: keyArrowRight,
  ArrowUp: keyArrowUp,
};
