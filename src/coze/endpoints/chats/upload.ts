import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { reasons, type ErrorInfo, type ErrorReason } from '../../../shared/errorInfo';
import { permissions } from '../../../shared/permissions';
import { fields } from '../../../shared/schema';
import { isHttpUrl } from '../../../shared/urls/urls';
import type { FileToUpload, UploadedFile } from '../../cozeApi';
import { CozeError, isCozeError } from '../../errors/cozeError';
import type { Endpoint, HttpDeps, StreamedBody } from '../../transport/authorizedFetch';
import { call } from '../../transport/call';
import { id } from '../foreignFields';

/** The longest pause while the body is sent, and the longest wait for the reply after it, in milliseconds. */
const idleTimeoutMs = 60_000;

const uploaded = fields({
  data: fields(
    { id },
    {
      url: v.pipe(
        v.string(),
        v.check((url) => isHttpUrl(url)),
      ),
    },
  ),
});

/**
 * Uploads a file (docs/coze-protocol.md, 8). `onSent` receives the number of bytes of the file that were handed to the
 * connection. Throws {@link CozeError}, an error of `file.bytes`, or the reason of `signal` if that aborts.
 */
export async function uploadFile(
  endpoint: Endpoint,
  file: FileToUpload,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
  deps: HttpDeps,
): Promise<UploadedFile> {
  const failure: { error?: unknown } = {};
  const bytes = keepingErrors(counted(file.bytes, onSent), failure);
  const request = {
    method: 'POST' as const,
    path: '/v1/files/upload',
    body: formOf({ ...file, bytes }),
    permission: permissions.upload,
    timeoutMs: idleTimeoutMs,
    signal,
  };
  try {
    return (await call(endpoint, request, uploaded, deps)).data;
  } catch (error) {
    if ('error' in failure) throw failure.error;
    const reason = isCozeError(error) ? betterReason(error.info) : undefined;
    throw isCozeError(error) && reason ? new CozeError({ ...error.info, ...reasons[reason], reason }) : error;
  }
}

/** A form with one part named `file`. */
export function formOf({ name, mime, size, bytes }: FileToUpload): StreamedBody {
  const boundary = `----CozeWorkflowChat${randomBytes(16).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(name)}"\r\n` +
      `Content-Type: ${mime}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + size + tail.length,
    bytes: joined(head, bytes, tail),
  };
}

async function* joined(
  head: Uint8Array,
  bytes: AsyncIterable<Uint8Array>,
  tail: Uint8Array,
): AsyncIterable<Uint8Array> {
  yield head;
  yield* bytes;
  yield tail;
}

/** As browsers write a file name in a form. Servers take a backslash for an escape. */
function quoted(name: string): string {
  return name.replace(/["\r\n\\]/g, (character) => encodeURIComponent(character));
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onSent: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  let sent = 0;
  for await (const chunk of chunks) {
    yield chunk;
    sent += chunk.length;
    onSent(sent);
  }
}

/** Keeps the error of the iteration: `fetch` replaces it with one that names the network. */
async function* keepingErrors(
  chunks: AsyncIterable<Uint8Array>,
  failure: { error?: unknown },
): AsyncIterable<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    failure.error = error;
    throw error;
  }
}

/** The reason of an error that means something else here than in a chat; `undefined` if it means the same. */
function betterReason({ reason, code, status }: ErrorInfo): ErrorReason | undefined {
  if (status === 413) return 'fileTooLarge';
  if (reason === 'workflowNotFound' && (code === '404' || status === 404)) return 'endpointMissing';
  return undefined;
}
