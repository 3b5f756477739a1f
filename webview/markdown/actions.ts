/**
 * Actions of the buttons and links of rendered Markdown. They have no listeners: the view listens once, at the
 * conversation, and calls `actionOf`. The browser must not follow a link.
 */
export type MarkdownAction =
  | { readonly type: 'copyCode'; readonly index: number }
  | { readonly type: 'insertCode'; readonly index: number }
  | { readonly type: 'toggleWrap'; readonly index: number }
  | { readonly type: 'openLink'; readonly index: number }
  | { readonly type: 'loadImage'; readonly index: number };

/** The action at the target of an event, or `undefined`. Call `preventDefault()` if there is one. */
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
