/** The texts of the part "attachments" in English. */
export const attachmentsEn = {
  // The menu of "Attach"
  menu: 'Attach',
  chooseFile: 'Choose file…',
  addByUrl: 'Add by URL…',
  preview: 'Preview request',
  previewHint: 'Shows the JSON that would be sent',

  // The form for a URL
  form: 'Attach a file by its public URL',
  url: 'Public URL (https)',
  kind: 'Kind',
  add: 'Add',
  cancel: 'Cancel',
  urlPrivacy: 'Coze downloads the file, so the URL must be reachable from the internet.',
  urlInvalid: 'Enter a complete URL that begins with https://.',
  tooMany: 'A message can have at most {most} attachments.',

  // Chips
  attachments: 'Attachments',
  remove: 'Remove',
  removeNamed: 'Remove {name}',
  cancelHint: 'Cancel the upload and remove {name}',
  retry: 'Retry',
  retryNamed: 'Retry {name}',
  label: '{name}, {size}',
  labelWithState: '{name}, {size}, {state}',
  percent: '{percent}%',
  waiting: 'waiting',
  uploading: 'uploading',
  uploadingPercent: 'uploading, {percent}%',
  percentOf: '{percent}% of {size}',
  ready: 'ready',
  failed: 'failed: {problem}',
  progress: 'Upload of {name}',
  byUrl: 'by URL, {host}',
  pasted: 'Pasted text',
  textSize: 'lines: {lines}, characters: {characters}',
  inline: 'Move into the message box',
  shortened: 'Only the first {count} characters are shown. Everything is sent.',
  hiddenCharacters: 'Contains invisible characters ({count}) that the workflow can read.',
  secrets: 'Seems to contain a key or token (lines: {lines}).',
  listSeparator: ', ',

  // Drop and paste
  drop: 'Drop files to attach them',
  folder: '“{name}” is a folder. Attach its files instead.',
  unreadable: '“{name}” was not attached: it can’t be read. It may have been moved or deleted.',

  // Announced to screen readers
  announceUploading: 'Uploading {name}.',
  announceHalf: '{name}: half is uploaded.',
  announceReady: '{name} is attached.',
  announceFailed: '{name} was not uploaded. {problem}',
  announceRemoved: '{name} removed.',
} as const;

/** The texts of the part in any language. */
export type AttachmentsText = Readonly<Record<keyof typeof attachmentsEn, string>>;
