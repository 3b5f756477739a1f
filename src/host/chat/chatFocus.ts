import { window } from 'vscode';
import { Emitter, type Disposable, type Event } from '../../shared/emitter';
import type { PageFocus } from '../../shared/protocol';
import type { ChatConnection } from './chatConnection';
import { setContextKey } from '../contextKeys';

/** A palette that was opened from a chat is taken to be open no longer than this, in milliseconds. */
const paletteMs = 30_000;

/**
 * Knows which chat has the focus, and which had it last: that is the one that commands mean. Each page reports for itself,
 * because VS Code has no such event for the focus in a webview.
 */
export class ChatFocus implements Disposable {
  private focused: ChatConnection | undefined;
  private latest: ChatConnection | undefined;
  /** The chat from which the palette was opened. */
  private behindPalette: ChatConnection | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly changed = new Emitter<undefined>();
  private readonly own: readonly Disposable[];

  constructor() {
    const leave = () => this.leavePalette();
    this.own = [
      window.onDidChangeActiveTextEditor(leave),
      window.onDidChangeTextEditorSelection(leave),
      window.onDidChangeActiveTerminal(leave),
    ];
  }

  /** Another chat has the focus than before. */
  readonly onDidChange: Event<undefined> = this.changed.event;

  /** The chat that had the focus last, also while it is elsewhere. */
  get last(): ChatConnection | undefined {
    return this.latest;
  }

  /** The chat in which a command was called: by a key, or through the palette that was opened there. */
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

  /** The chat has been closed. */
  forget(chat: ChatConnection): void {
    if (this.behindPalette === chat) this.leavePalette();
    if (this.focused === chat) this.setFocused(undefined);
    if (this.latest === chat) this.latest = undefined;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const one of this.own) one.dispose();
    this.changed.dispose();
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
