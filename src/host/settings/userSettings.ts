import { defaultBaseUrl } from '../../shared/urls/clouds';

/**
 * Readers of the user settings, by key below `coze.`. A reader returns the default for an invalid value.
 * `test/unit/manifest.test.ts` compares defaults and limits with package.json.
 */
export const userSettings = {
  baseUrl: text(defaultBaseUrl),
  'chat.enterBehavior': oneOf('send', 'newline'),
  'oauth.clientId': clientId,
  'attachments.confirmAboveMegabytes': number(20, { min: 1, max: 512 }),
  'media.alwaysLoadFromCoze': flag(false),
  connectTimeout: number(60, { min: 5, max: 290 }),
  idleTimeout: number(240, { min: 30, max: 290 }),
  'recording.enabled': flag(true),
  'recording.maxMegabytes': number(200, { min: 1, max: 10_000 }),
  'tests.confirmAbove': number(20, { min: 0, max: 100_000 }),
  'usage.dailyTokenBudget': number(0, { min: 0, max: 1_000_000_000 }),
};

export type UserSettings = {
  readonly [K in keyof typeof userSettings]: ReturnType<(typeof userSettings)[K]>;
};

function text(fallback: string) {
  return (value: unknown): string =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}

/** An ID with other characters is not used: it is sent in a request. */
function clientId(value: unknown): string {
  return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value.trim()) ? value.trim() : '';
}

function flag(fallback: boolean) {
  return (value: unknown): boolean => (typeof value === 'boolean' ? value : fallback);
}

function oneOf<T extends string>(fallback: T, ...others: readonly T[]) {
  return (value: unknown): T => others.find((other) => other === value) ?? fallback;
}

function number(fallback: number, { min, max }: { readonly min: number; readonly max: number }) {
  return (value: unknown): number =>
    typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback;
}
