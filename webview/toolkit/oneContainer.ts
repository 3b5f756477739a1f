interface Registration {
  register(of: Container, context: unknown): void;
}

type Key = (of: Container) => unknown;

interface Container {
  get(key: Key): unknown;
  register(): void;
  registerWithContext(context: unknown, ...registrations: readonly Registration[]): void;
}

/** The page has one design system and registers each element once, so nothing is looked up. */
const container: Container = {
  get: (key) => key(container),
  register: () => undefined,
  registerWithContext: (context, ...registrations) => {
    for (const one of registrations) one.register(container, context);
  },
};

/**
 * Replaces the dependency injection of `@microsoft/fast-foundation` in the build: the toolkit uses this part of its
 * 1,200 lines.
 */
export const DI = {
  createInterface: (configure: (builder: { cachedCallback: (key: Key) => Key }) => Key): Key =>
    configure({ cachedCallback: (key) => key }),
  getOrCreateDOMContainer: (): Container => container,
};

export const Registration = { instance: (): undefined => undefined };
