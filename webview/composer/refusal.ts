import { nothing } from 'lit-html';
import { notice } from '../chrome/notices';
import type { ViewServices } from '../state/viewServices';

/** Why an action was refused. Shown above the message box, in the conversation in which it was refused. */
export class Refusal {
  private words = '';
  private conversation = '';

  constructor(private readonly view: ViewServices) {}

  set(words: string): void {
    this.words = words;
    this.conversation = this.view.state.conversation.id;
  }

  clear(): void {
    this.words = '';
  }

  template(close: () => void): unknown {
    const isHere = this.conversation === this.view.state.conversation.id;
    return this.words !== '' && isHere ? notice(this.words, close) : nothing;
  }
}
