const types = [
  'copyCode',
  'insertCode',
  'applyCode',
  'toggleWrap',
  'openLink',
  'loadImage',
  'saveImage',
  'openImage',
] as const;

/**
 * Actions of the buttons and links of rendered Markdown. They have no listeners: the view listens once, at the
 * conversation, and calls `actionOf`. The browser must not follow a link.
 */
export interface MarkdownAction {
  readonly type: (typeof types)[number];
  /** Index of the code block, link or image in its message. */
  readonly index: number;
}

/** The action at the target of an event, or `undefined`. Call `preventDefault()` if there is one. */
export function actionOf(target: EventTarget | null): MarkdownAction | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-action]') : null;
  const type = types.find((known) => known === element?.dataset['action']);
  return type && { type, index: Number(element?.dataset['index']) };
}
