import type { HostMessage, ViewMessage } from '../../src/shared/protocol';
import type { TypedEntry } from '../../src/shared/conversation/typedEntry';

interface VsCodeApi {
  postMessage(message: ViewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The view's only way out: intentions to the host, state changes from it, and the little that survives a reload. */
export class HostConnection {
  private readonly api = acquireVsCodeApi();

  /**
   * Calls `listener` for every message of the host. Messages of other frames are dropped: the page shows foreign text,
   * and a frame it might open must not be able to speak for the host.
   */
  listen(listener: (message: HostMessage) => void): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      // VS Code's own frame around the page has the page's origin, and hides itself: `window.parent` is the page here.
      if (event.origin !== window.origin) return;
      const data = event.data;
      if (typeof data === 'object' && data !== null && 'type' in data) listener(data as HostMessage);
    });
  }

  post(message: ViewMessage): void {
    this.api.postMessage(message);
  }

  /** Has the host keep what is being typed. */
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
