import type { RunOutcome } from '../../src/shared/conversation/conversation';
import type { ErrorReason } from '../../src/shared/errorInfo';
import type { StreamTimeouts } from '../../src/coze/transport/streamTimers';
import type { Script, Step } from '../support/faultServer';

/** The expected result. Omitted fields are not checked. */
export interface Expected {
  readonly outcome: RunOutcome;
  /** All answers, joined by line breaks. */
  readonly text?: string;
  readonly reason?: ErrorReason;
  readonly code?: string;
  readonly logId?: string;
  readonly serviceMessage?: string | RegExp;
  readonly debugUrl?: string | undefined;
  readonly isDebugUrlTrusted?: boolean;
  /** Tokens in, out and unsplit. */
  readonly tokens?: readonly [number, number, number];
  readonly followUps?: readonly string[];
  /** Texts of the tool messages. */
  readonly tools?: readonly string[];
  readonly reasoning?: string;
  readonly conversationId?: string;
  readonly executeId?: string;
  readonly skipped?: number;
  /** Type of the last answer's body. */
  readonly body?: 'text' | 'media' | 'card';
  readonly options?: readonly string[];
  readonly fields?: readonly string[];
  readonly mediaUrls?: readonly (string | undefined)[];
  readonly retryAfterMs?: number;
}

export interface WireCase {
  /** The origin of the case: V1–V43 variations, P parser, H HTTP gate, E error shapes, F faults. */
  readonly id: string;
  readonly title: string;
  readonly script: Script;
  readonly expect: Expected;
  readonly timeouts?: StreamTimeouts;
  /** Also fed in two chunks, split at every byte. */
  readonly isVector?: boolean;
}

/** A case with this text as the whole reply; also split in two at every byte. */
export function vector(id: string, title: string, body: string, expect: Expected): WireCase {
  return { id, title, script: [{ do: 'send', data: body }], expect, isVector: true };
}

/** A case with a reply in steps. */
export function scripted(
  id: string,
  title: string,
  script: readonly Step[],
  expect: Expected,
  timeouts?: StreamTimeouts,
): WireCase {
  return { id, title, script, expect, ...(timeouts && { timeouts }) };
}

/** The bytes of a vector. */
export function vectorBytes(wireCase: WireCase): Buffer {
  const step = Array.isArray(wireCase.script) ? (wireCase.script as readonly Step[])[0] : undefined;
  if (step?.do !== 'send') throw new Error(`${wireCase.id} is no vector`);
  return Buffer.from(step.data);
}
