import type { TemplateResult } from 'lit-html';
import type { UploadState } from '../../src/shared/uploads';
import type { Draft } from '../state/localState';
import type { ViewServices } from '../state/viewServices';

/** The composer, as the attachments change it. */
export interface ComposerAccess {
  readonly draft: Draft;
  setDraft(draft: Draft): void;
  focus(): void;
  showNotice(words: string): void;
  /** Shows the request that Send would make. */
  preview(): void;
  /** Ends the wait of Send for uploads. The message stays in the box. */
  cancelSend(): void;
}

/** What a paste or a drop holds besides text. */
export interface Transfer {
  /** Handles of files; their bytes are not read yet. */
  readonly files: readonly File[];
  /** Names of folders, which cannot be attached. */
  readonly folders: readonly string[];
  /** URIs of files in VS Code's explorer or tabs. */
  readonly uris: readonly string[];
}

/** What the part "attachments" shows and does. */
export interface AttachmentPanel {
  readonly isMenuOpen: boolean;
  toggleMenu(): void;
  /** The menu of the button "Attach". */
  menu(): unknown;
  /** The list of the attachments, with what is open below it. */
  template(): TemplateResult;
  /** Attaches what was pasted or dropped. */
  take(transfer: Transfer): void;
  showDropZone(isShown: boolean): void;
  uploadsChanged(before: readonly UploadState[]): void;
  chunkTaken(id: string, index: number): void;
  /** Focuses the chip of an upload that failed, and announces the reason. */
  showFailed(upload: UploadState): void;
  /** Closes what belongs to the conversation before. */
  reset(): void;
}

/** Creates the panel. What the part "attachments" provides. */
export type CreatePanel = (view: ViewServices, composer: ComposerAccess) => AttachmentPanel;
