import type { UploadedFile } from '../../coze/cozeApi';
import { fields, list, read, text, time } from '../../shared/schema';

/** An uploaded file, and what it was made of. */
interface KeptUpload extends UploadedFile {
  /** Origin and account that have the file. */
  readonly owner: string;
  readonly name: string;
  readonly sha256: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What VS Code's `Memento` has. */
export interface UploadMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const key = 'coze.uploadedFiles';
const mostKept = 200;

const schema = list(
  fields({ owner: text, name: text, sha256: text, id: text, at: time }, { url: text }),
  mostKept,
);

/** The files that services have, so that no file is uploaded twice. Shared by all windows. */
export class KeptUploads {
  constructor(private readonly memory: UploadMemory) {}

  /** The file of an owner with this name and content that was uploaded after `since`. */
  find(owner: string, name: string, sha256: string, since: number): KeptUpload | undefined {
    return this.all.find(
      (kept) => kept.owner === owner && kept.name === name && kept.sha256 === sha256 && kept.at > since,
    );
  }

  async add(upload: KeptUpload): Promise<void> {
    const others = this.all.filter(({ owner, id }) => owner !== upload.owner || id !== upload.id);
    await this.memory.update(key, [upload, ...others].slice(0, mostKept));
  }

  /** The service does not have the file any more. */
  async forget(id: string): Promise<void> {
    await this.memory.update(
      key,
      this.all.filter((kept) => kept.id !== id),
    );
  }

  private get all(): readonly KeptUpload[] {
    return read(schema, this.memory.get(key)) ?? [];
  }
}
