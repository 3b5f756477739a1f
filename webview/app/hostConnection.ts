import type { HostMessage, ViewMessage } from '../../src/shared/protocol';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The messages in both directions. */
interface Messages {
  readonly ofHost: unknown;
  readonly ofPage: unknown;
}

interface ChatMessages extends Messages {
  readonly ofHost: HostMessage;
  readonly ofPage: ViewMessage;
}

/** The connection of a page to the host: messages in both directions, and the state that survives a reload. */
export class HostConnection<M extends Messages = ChatMessages> {
  private readonly api = acquireVsCodeApi();

  /**
   * Calls `listener` for every message of the host. Messages of other origins are dropped, so that no embedded frame
   * can pose as the host.
   */
  listen(listener: (message: M['ofHost']) => void): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      // `event.source` cannot be compared: VS Code hides the frame around the page, and `window.parent` is the page
      // itself.
      if (event.origin !== window.origin) return;
      const data = event.data;
      if (typeof data === 'object' && data !== null && 'type' in data) listener(data);
    });
  }

  post(message: M['ofPage']): void {
    this.api.postMessage(message);
  }

  getState(): unknown {
    return this.api.getState();
  }

  setState(state: unknown): void {
    this.api.setState(state);
  }
}
