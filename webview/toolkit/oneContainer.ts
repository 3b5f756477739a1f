interface Registration {
  register(of: Container, context: unknown): void;
}

type Key = (of: Container) => unknown;

interface Container {
  get(key: Key): unknown;
  register(): void;
  registerWithContext(context: unknown, ...registrations: readonly Registration[]): void;
}

/** The page has one design system, and every element is registered once: there is nothing to look up. */
const container: Container = {
  get: (key) => key(container),
  register: () => undefined,
  registerWithContext: (context, ...registrations) => {
    for (const one of registrations) one.register(container, context);
  },
};

/**
 * Takes the place of the dependency injection of `@microsoft/fast-foundation` in what is built: of its 1,200 lines the
 * toolkit uses this much.
 */
export const DI = {
  createInterface: (configure: (builder: { cachedCallback: (key: Key) => Key }) => Key): Key =>
    configure({ cachedCallback: (key) => key }),
  getOrCreateDOMContainer: (): Container => container,
};

export const Registration = { instance: (): undefined => undefined };
