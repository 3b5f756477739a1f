import type { Disposable } from '../../shared/emitter';
import { disposeAll } from '../disposable';
import type { Chats } from './chats';

/**
 * Calls back once, when the first chat of the window is opened. The extension is active in every window: work that is
 * expensive, reads the keyring or notifies the user waits until then.
 */
export function onFirstUse(chats: Pick<Chats, 'onDidConnect' | 'onDidChange'>, act: () => void): Disposable {
  const stop = () => disposeAll(subscriptions);
  const begin = () => {
    stop();
    act();
  };
  const subscriptions = [chats.onDidConnect(begin), chats.onDidChange(begin)];
  return { dispose: stop };
}
