import type { Disposable } from '../shared/emitter';

/** Base class that disposes of everything it has registered, in the order of registration. */
export abstract class DisposableBase implements Disposable {
  private readonly registered: Disposable[] = [];

  /** Ties the lifetime of `disposable` to this object, and returns it. */
  protected register<T extends Disposable>(disposable: T): T {
    this.registered.push(disposable);
    return disposable;
  }

  dispose(): void {
    disposeAll(this.registered.splice(0));
  }
}

export function disposeAll(disposables: readonly Disposable[]): void {
  for (const disposable of disposables) disposable.dispose();
}
