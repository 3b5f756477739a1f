import { window } from 'vscode';
import { Emitter, type Event } from '../../shared/emitter';
import type { PageFocus } from '../../shared/protocol';
import type { ChatConnection } from './chatConnection';
import { setContextKey } from '../contextKeys';
import { DisposableBase } from '../disposable';

/** How long the command palette is assumed to be open, in milliseconds. VS Code has no event for its closing. */
const paletteMs = 30_000;

/**
 * Tracks which chat has the focus, and which had it last: commands act on that one. Each page reports its focus, because
 * VS Code has no event for the focus in a webview.
 */
export class ChatFocus extends DisposableBase {
  private focused: ChatConnection | undefined;
  private latest: ChatConnection | undefined;
  /** The chat that had the focus when the command palette was opened. */
  private behindPalette: ChatConnection | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly changed = this.register(new Emitter<undefined>());

  constructor() {
    super();
    const leave = () => this.leavePalette();
    this.register(window.onDidChangeActiveTextEditor(leave));
    this.register(window.onDidChangeTextEditorSelection(leave));
    this.register(window.onDidChangeActiveTerminal(leave));
  }

  /** Fires when a chat gets the focus. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** The chat that had the focus most recently. */
  get last(): ChatConnection | undefined {
    return this.latest;
  }

  /** The chat from which a command was run, with a key or the command palette. */
  get caller(): ChatConnection | undefined {
    return this.focused ?? this.behindPalette;
  }

  report(chat: ChatConnection, focus: PageFocus): void {
    if (focus === 'here') {
      this.leavePalette();
      this.setFocused(chat);
    } else if (this.focused === chat) {
      if (focus === 'palette') this.enterPalette(chat);
      this.setFocused(undefined);
    }
  }

  /** Called when the chat is closed. */
  forget(chat: ChatConnection): void {
    if (this.behindPalette === chat) this.leavePalette();
    if (this.focused === chat) this.setFocused(undefined);
    if (this.latest === chat) this.latest = undefined;
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
  }

  private setFocused(chat: ChatConnection | undefined): void {
    if (this.focused === chat) return;
    this.focused = chat;
    if (chat) this.latest = chat;
    setContextKey('chatFocused', chat !== undefined);
    if (chat) this.changed.fire(undefined);
  }

  private enterPalette(chat: ChatConnection): void {
    this.behindPalette = chat;
    setContextKey('paletteFrom', chat.surface.place);
    this.timer = setTimeout(() => this.leavePalette(), paletteMs);
  }

  private leavePalette(): void {
    clearTimeout(this.timer);
    if (!this.behindPalette) return;
    this.behindPalette = undefined;
    setContextKey('paletteFrom', '');
  }
}
