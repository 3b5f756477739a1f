import * as v from 'valibot';
import type { MediaItem } from './conversation/content';
import type { JsonObject } from './json/json';
import { isObject } from './json/json';
import { maxAttachments, maxChunkBytes, maxUrlLength } from './limits';
import { fields, text } from './schema';

/**
 * A file that the user attached, as the view shows it. It is uploaded when it is attached. `waiting`: it is checked, the
 * user is asked about it, or bytes of the page are still to come.
 */
export interface UploadState {
  readonly id: string;
  /** One line without control characters. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly kind: MediaItem['kind'];
  readonly state: 'waiting' | 'uploading' | 'ready' | 'failed';
  readonly sentBytes: number;
  /** Why it failed and what helps, in the display language. */
  readonly problem?: string;
  /** Whether another try can help. */
  readonly canRetry?: boolean;
  /** A small picture as a data URL. */
  readonly preview?: string;
  /**
   * The place in a form that the file belongs to, as a JSON pointer into the parameters; with `answer/` before it, into the
   * answer of an input node. Without it the file belongs to the message in the composer.
   */
  readonly field?: string;
}

/**
 * Stands for a file in the parameters of a message, or in the answer of an input node, as in `{"$upload":"ID"}`. The host
 * replaces the object before it sends.
 */
export const uploadMember = '$upload';

/** The id of the upload that a value of unknown origin refers to. */
export function uploadIn(value: unknown): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const id = value[uploadMember];
  return typeof id === 'string' ? id : undefined;
}

/** Ids of all uploads that the parameters refer to, in their order. */
export function uploadsIn(value: unknown): readonly string[] {
  const id = uploadIn(value);
  if (id !== undefined) return [id];
  if (Array.isArray(value)) return value.flatMap(uploadsIn);
  return isObject(value) ? Object.values(value).flatMap(uploadsIn) : [];
}

/** A copy of the parameters in which `replacement` takes the place of each reference to an upload. */
export function withUploads(parameters: JsonObject, replacement: (id: string) => unknown): JsonObject {
  const replaced = (value: unknown): unknown => {
    const id = uploadIn(value);
    if (id !== undefined) return replacement(id);
    if (Array.isArray(value)) return value.map(replaced);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, replaced(entry)]));
  };
  return replaced(parameters) as JsonObject;
}

const id = v.pipe(text, v.maxLength(200));
const field = v.pipe(text, v.maxLength(2_000));
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The uploads that belong to the message in the composer, by ID. */
export const uploadIds = v.pipe(v.array(id), v.maxLength(maxAttachments), v.readonly());

/** Messages of the view about uploads. */
export const uploadActs = {
  /** Opens VS Code's file dialog. */
  attachFiles: fields({}, { field }),
  /** Files that were dropped from VS Code's explorer, or tabs. */
  attachUris: fields(
    {
      uris: v.pipe(
        v.array(v.pipe(text, v.maxLength(maxUrlLength))),
        v.maxLength(maxAttachments),
        v.readonly(),
      ),
    },
    { field },
  ),
  /** A file whose bytes the page has: pasted or dropped. The chunks follow, in order. `id` is made by the view. */
  attachBlob: fields({ id, name: field, mime: id, size }),
  /** A part of the file, at most {@link maxChunkBytes}, in base64. */
  attachChunk: fields({
    id,
    index: size,
    data: v.pipe(text, v.maxLength(Math.ceil(maxChunkBytes / 3) * 4)),
    isLast: v.boolean(),
  }),
  /** Cancels an upload that runs, and removes its chip. */
  removeUpload: fields({ id }),
  retryUpload: fields({ id }),
};
