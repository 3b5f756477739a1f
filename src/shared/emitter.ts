/** Something to let go of. Structurally VS Code's own Disposable. */
export interface Disposable {
  dispose(): void;
}

export type Listener<T> = (value: T) => void;

/** Subscribing to an event; structurally VS Code's `Event`. */
export type Event<T> = (listener: Listener<T>) => Disposable;

/** A list of listeners in the order they came. A listener that throws does not keep the others from hearing. */
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

/** The platform reports it as an unhandled rejection; nothing is swallowed. */
function rethrowLater(error: unknown): void {
  void Promise.reject(error instanceof Error ? error : new Error(String(error)));
}
