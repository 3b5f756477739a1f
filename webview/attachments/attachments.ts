import { html, nothing, type TemplateResult } from 'lit-html';
import type { HostMessage } from '../../src/shared/protocol';
import type { UploadState } from '../../src/shared/uploads';
import { isWithoutChips } from '../state/localState';
import type { ViewServices } from '../state/viewServices';
import { loadPart } from '../onDemand/loader';
import { partOf } from '../onDemand/registry';
import { icon } from '../ui/icons';
import { text } from '../words/text';
import type { AttachmentPanel, ComposerAccess, Transfer } from '../onDemand/attachmentsPart';
import { canBeAttached, droppedFiles, isNothing, pastedFiles } from './transfer';

/** Attachments of the composer. What they show is loaded with the first of them. */
export class Attachments {
  private panel: AttachmentPanel | undefined;

  constructor(
    private readonly view: ViewServices,
    private readonly composer: ComposerAccess,
    signal: AbortSignal,
  ) {
    this.listenToDrops(signal);
  }

  template(): unknown {
    const { draft } = this.composer;
    const isNeeded = !isWithoutChips(draft) || this.view.state.uploads.ofComposer.length > 0;
    if (!this.panel && isNeeded) void this.load();
    return this.panel?.template() ?? nothing;
  }

  button(): TemplateResult {
    return html`<button
        class="action"
        aria-label=${text.attach}
        title=${text.attach}
        aria-haspopup="menu"
        aria-expanded=${this.panel?.isMenuOpen ?? false}
        @click=${() => void this.load().then((panel) => panel?.toggleMenu())}
      >
        ${icon('add')}</button
      >${this.panel?.menu() ?? nothing}`;
  }

  /** Attaches the files of a paste. Returns false if there are none. */
  paste(event: ClipboardEvent): boolean {
    const pasted = event.clipboardData && pastedFiles(event.clipboardData);
    if (!pasted || isNothing(pasted)) return false;
    this.take(event, pasted);
    return true;
  }

  accept(message: Extract<HostMessage, { type: 'uploads' | 'chunkTaken' }>): void {
    if (message.type === 'chunkTaken') {
      this.panel?.chunkTaken(message.id, message.index);
      return;
    }
    const { uploads } = this.view.state;
    const before = uploads.all;
    uploads.accept(message.uploads);
    this.panel?.uploadsChanged(before);
    this.view.page.refresh();
  }

  showFailed(upload: UploadState): void {
    void this.load().then((panel) => panel?.showFailed(upload));
  }

  reset(): void {
    this.panel?.reset();
  }

  private listenToDrops(signal: AbortSignal): void {
    const showZone = (isShown: boolean) => {
      if (isShown) void this.load().then((panel) => panel?.showDropZone(true));
      else this.panel?.showDropZone(false);
    };
    const onDrag = (event: DragEvent): void => {
      if (!event.dataTransfer || !canBeAttached(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      if (event.type === 'dragenter') showZone(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) showZone(false);
    };
    const onDrop = (event: DragEvent): void => {
      showZone(false);
      const dropped = event.dataTransfer && droppedFiles(event.dataTransfer);
      if (dropped && !isNothing(dropped)) this.take(event, dropped);
    };
    document.addEventListener('dragenter', onDrag, { signal });
    document.addEventListener('dragover', onDrag, { signal });
    document.addEventListener('dragleave', onLeave, { signal });
    document.addEventListener('drop', onDrop, { signal });
  }

  private take(event: Event, transfer: Transfer): void {
    event.preventDefault();
    void this.load().then((panel) => panel?.take(transfer));
  }

  private async load(): Promise<AttachmentPanel | undefined> {
    if (this.panel) return this.panel;
    await loadPart('attachments');
    this.panel ??= partOf('attachments')?.(this.view, this.composer);
    if (this.panel) this.view.page.refreshChrome();
    return this.panel;
  }
}
