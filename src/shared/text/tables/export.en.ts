/** Texts of the Markdown export only. */
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

export type ExportText = Readonly<Record<keyof typeof exportEn, string>>;
