import type { TokenUsage } from '../../shared/usage';
import { isObject, type JsonObject } from '../../shared/json/json';
import { parseWireJson } from '../text/json';

/**
 * Token counts in either of Coze's spellings, finite and not negative; absent if nothing was counted, as in the zeros
 * of `created`. The total is used only if it is alone, because self-hosted Coze adds it up wrong
 * (docs/coze-protocol.md, 2.5).
 */
export function decodeUsage(value: unknown): TokenUsage | undefined {
  const usage = usageObject(value);
  if (!usage) return undefined;
  const input = figure(usage['input_count'] ?? usage['input_tokens']);
  const output = figure(usage['output_count'] ?? usage['output_tokens']);
  const unsplit = input + output > 0 ? 0 : figure(usage['token_count'] ?? usage['total_tokens']);
  return input + output + unsplit > 0 ? { input, output, unsplit } : undefined;
}

/** The total that the service reports, in either spelling; absent if it is 0. May differ from the sum of the counts. */
export function decodeTotal(value: unknown): number | undefined {
  const usage = usageObject(value);
  const total = usage ? figure(usage['token_count'] ?? usage['total_tokens']) : 0;
  return total > 0 ? total : undefined;
}

/** The counts, which a fork of the service may send as text of JSON. */
function usageObject(value: unknown): JsonObject | undefined {
  const usage = typeof value === 'string' ? parseWireJson(value) : value;
  return isObject(usage) ? usage : undefined;
}

function figure(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return 0;
  return Math.min(Math.floor(number), maxFigure);
}

/** Upper bound of a count, so that the sum of many runs stays a safe integer. */
const maxFigure = 1e12;
