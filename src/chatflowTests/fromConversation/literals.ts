import { tokenInText } from '../../shared/text/tokenInText';

/** Writes texts of a conversation into a test file: nothing in them is a variable, and no access token is among them. */
export class Literals {
  private readonly tokens = new Map<string, string>();

  /** The variables that stand for tokens, with their environment variables. */
  get variables(): Readonly<Record<string, object>> | undefined {
    if (this.tokens.size === 0) return undefined;
    const names = [...this.tokens.values()];
    return Object.fromEntries(names.map((name) => [name, { env: name.toUpperCase(), secret: true }]));
  }

  text(text: string): string {
    const escaped = text.split('${').join('$${');
    return this.withoutTokens(escaped);
  }

  /** The texts of a JSON value. */
  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.value(item));
    if (typeof value !== 'object' || value === null) return value;
    // No prototype: a name such as `__proto__` is an ordinary member.
    const copy = Object.create(null) as Record<string, unknown>;
    for (const [name, member] of Object.entries(value)) copy[name] = this.value(member);
    return copy;
  }

  private withoutTokens(text: string): string {
    const token = tokenInText(text);
    if (token === undefined) return text;
    const number = this.tokens.size + 1;
    const name = this.tokens.get(token) ?? (number === 1 ? 'test_token' : `test_token_${String(number)}`);
    this.tokens.set(token, name);
    return this.withoutTokens(text.replaceAll(token, () => `\${${name}}`));
  }
}

/** A name without access tokens: no variable can stand for them there. */
export function nameWithoutTokens(name: string): string {
  const token = tokenInText(name);
  return token === undefined ? name : nameWithoutTokens(name.replaceAll(token, '…'));
}
