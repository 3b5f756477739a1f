import type { HostMessage, ViewMessage } from '../../src/shared/protocol';
import type { TypedEntry } from '../../src/shared/conversation/typedEntry';

interface VsCodeApi {
  postMessage(message: ViewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The connection to the host: messages in both directions, and the state that survives a reload. */
export class HostConnection {
  private readonly api = acquireVsCodeApi();

  /**
   * Calls `listener` for every message of the host. Messages of other origins are dropped, so that no embedded frame
   * can pose as the host.
   */
  listen(listener: (message: HostMessage) => void): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      // `event.source` cannot be compared: VS Code hides the frame around the page, and `window.parent` is the page
      // itself.
      if (event.origin !== window.origin) return;
      const data = event.data;
      if (typeof data === 'object' && data !== null && 'type' in data) listener(data as HostMessage);
    });
  }

  post(message: ViewMessage): void {
    this.api.postMessage(message);
  }

  /** Stores unsent text in the host. */
  keepTyped(entry: TypedEntry): void {
    this.post({ type: 'keepTyped', ...entry });
  }

  getState(): unknown {
    return this.api.getState();
  }

  setState(state: unknown): void {
    this.api.setState(state);
  }
}
