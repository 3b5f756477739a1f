import { actionOf } from '../markdown/actions';
import type { MessageBodies } from '../list/messageBodies';
import type { Stage } from '../app/viewServices';

/**
 * Buttons and links inside of rendered Markdown have no listeners of their own: one at the conversation serves them all.
 * A link is never followed by the page; the host opens it, by its number. `onHeight` is called before a block grows.
 */
export function listenToMarkdown(
  scroller: HTMLElement,
  stage: Stage,
  bodies: MessageBodies,
  onHeight: () => void,
): void {
  const listener = (event: MouseEvent) => {
    const action = actionOf(event.target);
    const messageKey = (event.target as Element).closest<HTMLElement>('article')?.dataset['article'];
    const markdown = messageKey === undefined ? undefined : bodies.markdownOf(messageKey);
    if (!action || messageKey === undefined || !markdown) return;
    event.preventDefault();
    const { index } = action;
    switch (action.type) {
      case 'copyCode':
        stage.copy(markdown.codeAt(index), event);
        break;
      case 'insertCode':
        stage.post({ type: 'insertAtCursor', text: markdown.codeAt(index) });
        break;
      case 'toggleWrap':
        onHeight();
        markdown.toggleWrap(index);
        break;
      case 'openLink':
        stage.post({ type: 'openLink', messageKey, index });
        break;
      case 'loadImage':
        stage.loadMedia(messageKey, 'markdown', index);
        break;
    }
  };
  scroller.addEventListener('click', listener);
  scroller.addEventListener('auxclick', listener);
}
