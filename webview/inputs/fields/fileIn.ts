import { inputJson } from '../../../src/shared/inputs/values/inputJson';
import { uploadIn, type UploadState } from '../../../src/shared/uploads';
import { formText } from '../../words/formText';
import type { Cell } from './fieldForm';

/** A file that a field refers to. The upload is absent if the host no longer has it, such as after a restart. */
export interface FieldFile {
  readonly id: string;
  readonly upload?: UploadState;
  /** Why the file cannot be sent. */
  readonly problem?: string;
}

/** The uploaded file of a field; `undefined` if its text is not a reference to one. */
export function fileIn(cell: Cell): FieldFile | undefined {
  const text = cell.field.type === 'file' ? cell.read() : '';
  const id = text.startsWith('{') ? uploadIn(inputJson(text)) : undefined;
  if (id === undefined) return undefined;
  const upload = cell.form.uploads().find((one) => one.id === id);
  if (!upload) return { id, problem: formText.fileGone };
  if (upload.state === 'failed') return { id, upload, problem: upload.problem ?? formText.fileFailed };
  const isAwaited = cell.form.needsUploads && upload.state !== 'ready';
  return { id, upload, ...(isAwaited && { problem: formText.fileNotReady }) };
}
