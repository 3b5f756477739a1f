import { undoTime } from '../storage/conversations/removedConversations';
import type { RecordingFile, RecordingFiles } from './recordingFiles';

/**
 * The recordings of deleted conversations. As the store does with the conversation, they are kept aside for ten minutes, or until
 * the window closes. Methods throw disk errors.
 */
export class RemovedRecordings {
  /** Conversations whose recordings this window has set aside. */
  private readonly here = new Set<string>();

  constructor(
    private readonly place: RecordingFiles,
    private readonly now: () => number,
  ) {}

  list(): Promise<readonly RecordingFile[]> {
    return this.place.listRemoved();
  }

  async setAside(conversationId: string): Promise<void> {
    this.here.add(conversationId);
    for (const file of await this.place.list()) {
      if (file.conversationId === conversationId) await this.place.setAside(file);
    }
    await this.deleteOld();
  }

  async restore(conversationId: string): Promise<void> {
    this.here.delete(conversationId);
    for (const file of await this.list()) {
      if (file.conversationId === conversationId) await this.place.restore(file);
    }
  }

  /** Deletes what can no longer be restored. */
  deleteOld(): Promise<void> {
    return this.delete(({ changedAt }) => Math.abs(this.now() - changedAt) > undoTime);
  }

  /** Deletes what this window has set aside. */
  async deleteOwn(): Promise<void> {
    if (this.here.size > 0) await this.delete(({ conversationId }) => this.here.has(conversationId));
  }

  private async delete(isSelected: (file: RecordingFile) => boolean): Promise<void> {
    for (const file of (await this.list()).filter(isSelected)) await this.place.delete(file);
  }
}
