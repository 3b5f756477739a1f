import type { Disposable } from '../../shared/emitter';
import type { Chats } from '../chat/chats';

/**
 * Calls back once, when the first chat of the window is opened. The extension is active in every window, for the counter and
 * the badge: what costs more than that, asks a keyring or talks to the user waits until it is used.
 */
export function onFirstUse(chats: Pick<Chats, 'onDidConnect' | 'onDidChange'>, act: () => void): Disposable {
  const stop = () => {
    for (const subscription of subscriptions) subscription.dispose();
  };
  const begin = () => {
    stop();
    act();
  };
  const subscriptions = [chats.onDidConnect(begin), chats.onDidChange(begin)];
  return { dispose: stop };
}
