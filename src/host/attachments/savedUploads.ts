import * as v from 'valibot';
import { mediaKind } from '../../shared/conversation/content';
import { count, fields, list, read, text, time } from '../../shared/schema';
import type { UploadMemory } from './keptUploads';
import { Upload } from './upload';

/** Key of the ready files of this workspace. */
const savedUploadsKey = 'coze.uploads';

const remote = fields({ id: text, owner: text, at: time }, { url: text });
const schema = list(
  fields(
    { id: v.pipe(text, v.maxLength(200)), key: text, name: text, kind: mediaKind, size: count, remote },
    { field: text, path: text },
  ),
  100,
);

/** Keeps the files that are ready, so that they survive a reload of the window. */
export class SavedUploads {
  private written = '';

  constructor(private readonly memory: UploadMemory) {}

  read(): readonly Upload[] {
    return (read(schema, this.memory.get(savedUploadsKey)) ?? []).map(
      ({ id, key, name, kind, remote: file, ...more }) => {
        const upload = new Upload(id, key, name, kind, { name, ...more });
        upload.succeed(file);
        return upload;
      },
    );
  }

  write(uploads: readonly Upload[]): void {
    const ready = uploads.flatMap(({ id, key, name, kind, size, remote: file, path, field, ...upload }) =>
      file && upload.state === 'ready'
        ? [
            {
              ...{ id, key, name, kind, size, remote: file },
              ...(path !== undefined && !upload.isTemporary && { path }),
              ...(field !== undefined && { field }),
            },
          ]
        : [],
    );
    const text = JSON.stringify(ready);
    if (text === this.written) return;
    this.written = text;
    void this.memory.update(savedUploadsKey, ready);
  }
}
