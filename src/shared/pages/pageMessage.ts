import { fields, read, variant, type Schema } from '../schema';

/** Page to host: the page has loaded, or the user has pressed a button of it. */
export type FromPage<Act> = { readonly type: 'ready' } | { readonly type: 'act'; readonly act: Act };

/** Reads a message of a page with these acts; `undefined` if it is not one. */
export function pageMessageParser<Act>(act: Schema<Act>): (value: unknown) => FromPage<Act> | undefined {
  const message: Schema<FromPage<Act>> = variant({ ready: fields({}), act: fields({ act }) });
  return (value) => read(message, value);
}
