import type { NavigationTarget } from '../../shared/protocol';
import { showAccessibilityHelp } from './accessibilityHelp';
import type { Chats } from './chats';

/** The commands for the active chat. */
export class ChatCommands {
  constructor(private readonly chats: Chats) {}

  /** Shows the active chat, and moves the focus in it. */
  async navigate(target: NavigationTarget): Promise<void> {
    const connection = await this.chats.reveal();
    connection.navigate(target);
  }

  async startNew(): Promise<void> {
    const connection = await this.chats.reveal();
    this.chats.startNew(connection);
    connection.navigate('composer');
  }

  stop(): void {
    this.chats.activeSession?.stop();
  }

  openInEditor(): void {
    this.chats.openInEditor();
  }

  reloadPages(): void {
    for (const connection of this.chats.all) connection.reload();
  }

  async showAccessibilityHelp(): Promise<void> {
    await showAccessibilityHelp();
  }
}
