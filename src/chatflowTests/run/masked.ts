import { redact } from '../../coze/text/redact';

/** A result without secrets in any of its texts. */
export function masked<T>(value: T, secrets: readonly string[]): T;
export function masked(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redact(value, secrets);
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, masked(member, secrets) as unknown]),
  );
}
