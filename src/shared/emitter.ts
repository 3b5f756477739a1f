/** Structurally VS Code's `Disposable`. */
export interface Disposable {
  dispose(): void;
}

export type Listener<T> = (value: T) => void;

/** Subscribes a listener. Structurally VS Code's `Event`. */
export type Event<T> = (listener: Listener<T>) => Disposable;

/** Calls listeners in the order of subscription. A listener that throws does not stop the others. */
export class Emitter<T> implements Disposable {
  private listeners: readonly Listener<T>[] = [];

  constructor(private readonly onListenerError: (error: unknown) => void = rethrowLater) {}

  readonly event: Event<T> = (listener) => {
    this.listeners = [...this.listeners, listener];
    return {
      dispose: () => {
        this.listeners = this.listeners.filter((other) => other !== listener);
      },
    };
  };

  fire(value: T): void {
    for (const listener of this.listeners) {
      try {
        listener(value);
      } catch (error) {
        this.onListenerError(error);
      }
    }
  }

  dispose(): void {
    this.listeners = [];
  }
}

/** Reports the error as an unhandled rejection. */
function rethrowLater(error: unknown): void {
  void Promise.reject(error instanceof Error ? error : new Error(String(error)));
}
