import * as v from 'valibot';
import type { AskedOfService } from '../inspection/keptRun';
import type { EventRow, RunInspection } from '../inspection/runInspection';
import { count, fields, text, variant, type Read } from '../schema';
import { pageMessageParser } from './pageMessage';

/** The buttons in the header of the page "Run", in their order. What they do is in `host/runs/page/runActions.ts`. */
export const runActions = [
  'openDebugPage',
  'compare',
  'replay',
  'runOn',
  'runTimes',
  'showRawEvents',
  'exportRun',
  'copyCurl',
  'copyPython',
  'copyTypeScript',
  'copyGo',
] as const;
export type RunAction = (typeof runActions)[number];

/** What the page "Run" renders from. Without a run, its recording is gone. */
export interface RunPageState {
  readonly run?: RunInspection;
  /** What the header offers for the run. */
  readonly actions?: readonly RunAction[];
  /** The messages can be shown in the chat. */
  readonly hasConversation?: boolean;
  /** What was asked of the service about the run; absent if it cannot be asked. */
  readonly asked?: AskedOfService;
}

const act = variant({
  copyId: fields({ kind: v.picklist(['run', 'conversation', 'chat', 'execute', 'section', 'log']) }),
  /** Puts the body of a request on the clipboard. */
  copyRequest: fields({ index: count }),
  /** A button of the header. */
  perform: fields({ action: v.picklist(runActions) }),
  /** Asks the service what it has kept of the run, or what one of its nodes has put out. */
  askService: fields({}),
  askNode: fields({ uuid: text }),
  cancelAsking: fields({}),
  /** Shows a message in its conversation, by its key. */
  showInChat: fields({ message: text }),
  /** Opens one event in a read-only document. */
  showRawEvent: fields({ index: count }),
});
/** A button of the page "Run". */
export type RunAct = Read<typeof act>;

/** Events from an index on. From 0: those of another run. */
export interface MoreRows {
  readonly from: number;
  readonly rows: readonly EventRow[];
}

/** Host to page. */
export type ToRunPage =
  | { readonly type: 'state'; readonly state: RunPageState }
  | { readonly type: 'more'; readonly more: MoreRows }
  /** The text is on the clipboard. */
  | { readonly type: 'done'; readonly act: RunAct };

/** Most events of one message to the page. */
export const maxRowsAtOnce = 5_000;

/** Reads a message of the page. */
export const parseRunPageMessage = pageMessageParser(act);
