/** A page that knows no conversation yet asks for it so often, in milliseconds. */
const askAgainMs = 2_000;

/** Asks again until there is an answer: VS Code may drop what is said to a page that is only just there. */
export function askUntilReady(
  store: { readonly isReady: boolean },
  ask: () => void,
  signal: AbortSignal,
): void {
  const asking = setInterval(() => {
    if (store.isReady) clearInterval(asking);
    else ask();
  }, askAgainMs);
  signal.addEventListener('abort', () => clearInterval(asking));
}
