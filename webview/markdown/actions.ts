/**
 * What the buttons and links inside of rendered Markdown ask for. There is no listener in them: the view listens once,
 * at the conversation, and asks `actionOf` what was meant. A link that was clicked must not be followed by the browser.
 */
export type MarkdownAction =
  | { readonly type: 'copyCode'; readonly index: number }
  | { readonly type: 'insertCode'; readonly index: number }
  | { readonly type: 'toggleWrap'; readonly index: number }
  | { readonly type: 'openLink'; readonly index: number }
  | { readonly type: 'loadImage'; readonly index: number };

/** The action under an event's target, or `undefined` when it is plain content. Call `preventDefault()` when there is one. */
export function actionOf(target: EventTarget | null): MarkdownAction | undefined {
  if (!(target instanceof Element)) return undefined;
  const element = target.closest<HTMLElement>('[data-action]');
  if (!element) return undefined;
  const index = Number(element.dataset['index']);
  switch (element.dataset['action']) {
    case 'copyCode':
      return { type: 'copyCode', index };
    case 'insertCode':
      return { type: 'insertCode', index };
    case 'toggleWrap':
      return { type: 'toggleWrap', index };
    case 'openLink':
      return { type: 'openLink', index };
    case 'loadImage':
      return { type: 'loadImage', index };
    default:
      return undefined;
  }
}
