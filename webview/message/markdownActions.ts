import { actionOf } from '../markdown/actions';
import type { MessageBodies } from '../list/messageBodies';
import type { ViewServices } from '../state/viewServices';

const rightButton = 2;

/**
 * Handles clicks on the buttons and links of rendered Markdown with one listener. The page never follows a link; the
 * host opens it by its index. `onHeight` is called before a block grows.
 */
export function listenToMarkdown(
  scroller: HTMLElement,
  view: ViewServices,
  bodies: MessageBodies,
  onHeight: () => void,
): void {
  const listener = (event: MouseEvent) => {
    // The browser reports the right button too, which opens the context menu.
    if (event.button === rightButton) return;
    const action = actionOf(event.target);
    const messageKey = (event.target as Element).closest<HTMLElement>('article')?.dataset['article'];
    const markdown = messageKey === undefined ? undefined : bodies.markdownOf(messageKey);
    if (!action || messageKey === undefined || !markdown) return;
    event.preventDefault();
    // The middle button opens a link. A button acts on the primary one only.
    if (event.button !== 0 && action.type !== 'openLink') return;
    const { index } = action;
    switch (action.type) {
      case 'copyCode':
        view.actions.copy(markdown.codeAt(index), event);
        break;
      case 'insertCode':
        view.actions.post({ type: 'insertAtCursor', text: markdown.codeAt(index) });
        break;
      case 'applyCode':
        view.actions.post({ type: 'applyToSelection', text: markdown.codeAt(index) });
        break;
      case 'toggleWrap':
        onHeight();
        markdown.toggleWrap(index);
        break;
      case 'openLink':
        view.actions.post({ type: 'openLink', messageKey, index });
        break;
      case 'loadImage':
        view.actions.loadMedia(messageKey, 'markdown', index);
        break;
      case 'saveImage':
        view.actions.post({ type: 'saveMedia', messageKey, source: 'markdown', index });
        break;
      case 'openImage':
        view.actions.post({ type: 'openMediaInEditor', messageKey, source: 'markdown', index });
        break;
    }
  };
  scroller.addEventListener('click', listener);
  scroller.addEventListener('auxclick', listener);
}
