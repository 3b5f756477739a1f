import { html, nothing, type TemplateResult } from 'lit-html';
import type { HostMessage } from '../../src/shared/protocol';
import type { UploadState } from '../../src/shared/uploads';
import { isWithoutChips } from '../app/localState';
import type { ViewServices } from '../app/viewServices';
import { loadPart } from '../onDemand/loader';
import { partOf } from '../onDemand/registry';
import { icon } from '../ui/icons';
import { text } from '../words/text';
import type { AttachmentPanel, ComposerAccess } from './panel';

/** Attachments of the composer. What they show is loaded with the first of them. */
export class Attachments {
  private panel: AttachmentPanel | undefined;

  constructor(
    private readonly view: ViewServices,
    private readonly composer: ComposerAccess,
  ) {}

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

  private async load(): Promise<AttachmentPanel | undefined> {
    if (this.panel) return this.panel;
    await loadPart('attachments');
    this.panel ??= partOf('attachments')?.(this.view, this.composer);
    if (this.panel) this.view.page.refreshChrome();
    return this.panel;
  }
}
