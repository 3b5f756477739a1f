import type { ErrorInfo } from '../errorInfo';

/*
 * What the service has kept of a run, asked for after the run. Texts are foreign: without control and bidirectional
 * characters, but not to be trusted. IDs are digits: numbers beyond 2^53 are read without loss.
 */

/** A node of the workflow that has put something out. */
export interface KeptNode {
  readonly title: string;
  readonly nodeId?: string;
  /** Names its execution. */
  readonly uuid: string;
  readonly isFinished: boolean;
  /** Number of the iteration, from 0. */
  readonly loop?: number;
}

export interface KeptNodeResult {
  readonly output: string;
}

export interface KeptRun {
  /** As the service names it: `Success`, `Running`, `Fail`; empty if it names none. */
  readonly status: string;
  readonly executeId?: string;
  readonly botId?: string;
  readonly connectorId?: string;
  readonly mode?: 'sync' | 'stream' | 'async';
  /** Seconds since the epoch. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
  /** Self-hosted servers only. */
  readonly input?: string;
  readonly output?: string;
  /** The service has cut the output. */
  readonly isTrimmed: boolean;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** Input and output together. */
  readonly tokens?: number;
  readonly cost?: string;
  readonly logId?: string;
  /** It waits for an answer: the service has no status for that. */
  readonly isInterrupted: boolean;
  readonly nodes: readonly KeptNode[];
}

/** A question to the service. */
export type Asked<T> =
  | { readonly type: 'busy' }
  | { readonly type: 'failed'; readonly error: ErrorInfo }
  | { readonly type: 'answered'; readonly result: T };

/** What was asked about a run. */
export interface AskedOfService {
  readonly run?: Asked<KeptRun | undefined>;
  /** By the UUID of the node. */
  readonly nodes: Readonly<Record<string, Asked<KeptNodeResult>>>;
}
