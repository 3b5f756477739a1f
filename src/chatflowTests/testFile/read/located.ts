/** A value of a test file with its place in the text, in UTF-16 units. */
export interface Located {
  /** The value as JSON has it. */
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** The members of an object, by name. */
  readonly members?: ReadonlyMap<string, Member>;
  /** The items of a list. */
  readonly items?: readonly Located[];
}

export interface Member {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly node: Located;
}

/** The value at a path of names and indexes; `undefined` if there is none. */
export function locatedAt(root: Located, path: readonly (string | number)[]): Located | undefined {
  let node: Located | undefined = root;
  for (const step of path) {
    node = typeof step === 'number' ? node?.items?.[step] : node?.members?.get(step)?.node;
  }
  return node;
}

/** An object with its place. The value has no prototype: a name such as `__proto__` is an ordinary member. */
export function locatedObject(members: ReadonlyMap<string, Member>, start: number, end: number): Located {
  const value = Object.create(null) as Record<string, unknown>;
  for (const [name, { node }] of members) value[name] = node.value;
  return { value, start, end, members };
}

/** A list with its place. */
export function locatedList(items: readonly Located[], start: number, end: number): Located {
  return { value: items.map(({ value }) => value), start, end, items };
}
