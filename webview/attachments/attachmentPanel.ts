import { html, nothing, type TemplateResult } from 'lit-html';
import { maxAttachments } from '../../src/shared/limits';
import { foreignText } from '../../src/shared/text/foreignText';
import type { UploadState } from '../../src/shared/uploads';
import type { ViewServices } from '../state/viewServices';
import { fill, sentences } from '../words/text';
import { attachMenu, firstMenuItem } from './attachMenu';
import type { Chip } from './chips/chip';
import { ChipList } from './chips/chipList';
import { FileSender } from './fileSender';
import type { AttachmentPanel, ComposerAccess, Transfer } from '../onDemand/attachmentsPart';
import { textChips } from './chips/textChips';
import { uploadAnnouncement } from './uploadAnnouncements';
import { uploadChip } from './chips/uploadChip';
import { urlChips } from './chips/urlChips';
import { urlForm } from './urlForm';
import { words } from './words';

/** The attachments of the composer: chips, the menu of "Attach", the form for a URL, and the drop zone. */
export class Panel implements AttachmentPanel {
  isMenuOpen = false;
  private isFormOpen = false;
  private hasDropZone = false;
  private readonly list: ChipList;
  private readonly sender: FileSender;

  constructor(
    private readonly view: ViewServices,
    private readonly composer: ComposerAccess,
  ) {
    this.list = new ChipList(view.page);
    this.sender = new FileSender({
      post: (message) => void view.actions.post(message),
      isWanted: (id) => !view.state.uploads.isOver(id),
      onUnreadable: (id, name) => {
        view.actions.post({ type: 'removeUpload', id });
        composer.showNotice(fill(words.unreadable, { name: foreignText(name) }));
      },
    });
  }

  toggleMenu(): void {
    this.isMenuOpen = !this.isMenuOpen;
    if (this.isMenuOpen) this.view.page.focusAfterRender(firstMenuItem);
    this.view.page.refreshChrome();
  }

  menu(): unknown {
    if (!this.isMenuOpen) return nothing;
    const items = [
      { label: words.chooseFile, run: () => void this.view.actions.post({ type: 'attachFiles' }) },
      { label: words.addByUrl, run: () => this.openForm() },
      { label: words.preview, hint: words.previewHint, run: () => this.composer.preview() },
    ];
    return attachMenu(items, (isFocusBack) => this.closeMenu(isFocusBack));
  }

  template(): TemplateResult {
    return html`${this.list.template(this.chips())} ${this.isFormOpen ? this.form() : nothing}
    ${this.hasDropZone ? html`<div class="drop-zone" role="status"><span>${words.drop}</span></div>` : nothing}`;
  }

  take({ files, folders, uris }: Transfer): void {
    const room = maxAttachments - this.count;
    const taken = files.slice(0, room);
    const takenUris = uris.slice(0, room);
    this.sender.add(taken);
    if (takenUris.length > 0) this.view.actions.post({ type: 'attachUris', uris: takenUris });
    const notes = [
      ...folders.slice(0, 1).map((name) => fill(words.folder, { name: foreignText(name) })),
      ...(files.length + uris.length > room ? [fill(words.tooMany, { most: maxAttachments })] : []),
    ];
    if (notes.length > 0) this.composer.showNotice(sentences(notes));
    this.composer.focus();
  }

  showDropZone(isShown: boolean): void {
    if (this.hasDropZone === isShown) return;
    this.hasDropZone = isShown;
    this.view.page.refreshChrome();
  }

  uploadsChanged(before: readonly UploadState[]): void {
    const announcement = uploadAnnouncement(before, this.view.state.uploads.all);
    if (announcement !== '') this.view.page.announce(announcement);
    this.sender.check();
  }

  chunkTaken(id: string, index: number): void {
    this.sender.chunkTaken(id, index);
  }

  showFailed({ id, name, problem = '' }: UploadState): void {
    this.list.focus(id);
    this.view.page.announce(fill(words.announceFailed, { name, problem }));
    this.view.page.refreshChrome();
  }

  reset(): void {
    this.isMenuOpen = false;
    this.isFormOpen = false;
  }

  private get count(): number {
    return this.composer.draft.attachments.length + this.view.state.uploads.ofComposer.length;
  }

  private chips(): readonly Chip[] {
    const { draft } = this.composer;
    const setDraft = this.composer.setDraft.bind(this.composer);
    return [
      ...this.view.state.uploads.ofComposer.map((upload) =>
        uploadChip(this.view, upload, () => this.removeUpload(upload)),
      ),
      ...urlChips(draft, setDraft),
      ...textChips(draft, setDraft),
    ];
  }

  private form(): TemplateResult {
    const add = (item: (typeof this.composer.draft.attachments)[number]) => {
      const { draft } = this.composer;
      this.composer.setDraft({ ...draft, attachments: [...draft.attachments, item] });
    };
    const close = () => {
      this.isFormOpen = false;
      this.composer.focus();
      this.view.page.refreshChrome();
    };
    return urlForm(this.view, this.count >= maxAttachments, add, close);
  }

  private openForm(): void {
    this.isFormOpen = true;
    this.view.page.focusAfterRender('form.attach vscode-text-field');
    this.view.page.refreshChrome();
  }

  private closeMenu(isFocusBack: boolean): void {
    if (!this.isMenuOpen) return;
    this.isMenuOpen = false;
    if (isFocusBack) this.view.page.focusAfterRender('[aria-haspopup=menu]');
    this.view.page.refreshChrome();
  }

  private removeUpload({ id, name }: UploadState): void {
    this.composer.cancelSend();
    this.view.state.uploads.hide([id]);
    this.view.actions.post({ type: 'removeUpload', id });
    this.view.page.announce(fill(words.announceRemoved, { name }));
    this.sender.check();
    this.view.page.refreshChrome();
  }
}
