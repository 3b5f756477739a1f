/** Words of an exported conversation that the view does not have. */
export const exportEn = {
  untitled: 'Untitled',
  workflow: 'Workflow',
  started: 'Started',
  tokens: 'Tokens',
  tokensOf: '{input} input, {output} output',
  tokensTotal: '{total}',
  demo: 'Demo, not counted',
  completed: 'Completed',
  waiting: 'Waiting for an answer',
  open: 'Still running when this was exported',
  image: 'image',
  attempt: 'Run {number}',
} as const;

/** The words of an exported conversation in any language. */
export type ExportText = Readonly<Record<keyof typeof exportEn, string>>;
