import type { ReplyContext } from '../../coze/errors/serviceError';
import { decodeEvent } from '../../coze/wire/wire';
import { toChatEvents } from '../../coze/wire/toChatEvents';
import { decodeNode } from '../../coze/wire/wireNode';
import { decodeChatDetails, type ChatDetails } from '../../coze/wire/wireDetails';
import type { ChatEvent } from '../../shared/conversation/chatEvent';
import { emptyConversation, type Run, type ServiceMessage } from '../../shared/conversation/conversation';
import { Replay } from '../../shared/conversation/reduce';
import { newRun } from '../../shared/conversation/reduceRun';
import { textMessage } from '../../shared/conversation/userMessage';
import { errorInfo } from '../../shared/errorInfo';
import type {
  EventRow,
  RunFigures,
  RunId,
  RunInspection,
  TimelineSpan,
} from '../../shared/inspection/runInspection';
import { totalTokens } from '../../shared/usage';
import { isTrustedDebugUrl } from '../../shared/urls/urls';
import type { RecordedRun, RecordingEntry, RecordingEntryOf } from '../recording';
import { logIdOf, recordedContext } from '../recordedContext';
import { changedMessage, eventRow, markOf } from './eventRow';
import { GrowingMessage } from './growingMessage';
import { MessageTimes } from './messageSpans';
import { NodeTimes } from './nodeSpans';
import { Requests } from './requests';
import { Silences } from './silences';

/** Longest ID that is shown, in UTF-16 units: the page shows IDs whole. */
const maxId = 200;

/** What is known about a run beside its recording. */
export interface Surroundings {
  /** The run is open, in this window or another one. */
  readonly isLive: boolean;
  /** When the user answered its question, in milliseconds since the epoch. */
  readonly answeredAt?: number;
}

/**
 * Reads the entries of a recording, in order, and says what happened in the run. Each event is decoded and reduced as in the
 * live run; deltas that lengthen one message are reduced together. Never throws.
 */
export class RunInspector {
  /** The events so far. Grows with {@link add}. */
  readonly rows: EventRow[] = [];
  private readonly replay = new Replay(emptyConversation);
  private readonly requests = new Requests();
  private readonly times = new MessageTimes();
  private readonly nodes = new NodeTimes();
  private readonly silences = new Silences();
  private readonly growing = new GrowingMessage();
  private attempt: {
    readonly request?: RecordingEntryOf<'request'>;
    readonly response?: RecordingEntryOf<'response'>;
  } = {};
  /** Of the attempt, for all its events. */
  private context: ReplyContext | undefined;
  private details: ChatDetails = {};
  private lastMs = 0;
  private bytes = 0;
  private firstEventMs: number | undefined;
  private firstTextMs: number | undefined;
  private lastTextMs: number | undefined;
  private stoppedMs: number | undefined;
  private ended: RecordingEntryOf<'ended'> | undefined;

  /** The debug page may be at Coze's own hosts, and at that of `ownBaseUrl`. */
  constructor(
    private readonly recorded: RecordedRun,
    private readonly ownBaseUrl: string,
  ) {
    const { runId, startedAt: at, turnId = 'turn' } = recorded;
    const sent: ChatEvent = { type: 'messageSent', turnId, runId, ...textMessage(''), at };
    this.replay.add(sent);
  }

  add(entry: RecordingEntry): void {
    const { offsetMs } = entry;
    this.lastMs = Math.max(this.lastMs, offsetMs);
    if (entry.type === 'ended') {
      this.end(entry);
      return;
    }
    if (entry.type === 'stopped') {
      this.stoppedMs = offsetMs;
      this.silences.onEnd(offsetMs);
      return;
    }
    this.requests.add(entry);
    if (entry.type !== 'event') this.context = undefined;
    if (entry.type === 'request') this.attempt = { request: entry };
    else if (entry.type === 'response') this.attempt = { ...this.attempt, response: entry };
    else if (entry.type === 'failed') this.silences.onEnd(offsetMs);
    else if (entry.type === 'event') this.addEvent(entry);
  }

  /** What has happened so far. */
  inspection({ isLive, answeredAt }: Surroundings): RunInspection {
    this.settle();
    const { recorded, run } = this;
    const isOpen = isLive && !this.ended;
    const isBroken = !isLive && !this.ended;
    const error = isBroken ? errorInfo('interruptedByRestart') : run.error;
    const { workflowVersion, recordedBy } = recorded;
    const { totalTokens: serviceTotal } = this.details;
    const sum = totalTokens(run.usage);
    return {
      outcome: isOpen ? 'streaming' : (run.outcome ?? 'cutOff'),
      ...(!isOpen && error && { error }),
      ...{ name: recorded.name, workflowId: recorded.workflowId, baseUrl: recorded.baseUrl },
      ...(workflowVersion !== undefined && { workflowVersion }),
      ...{ startedAt: recorded.startedAt, isReply: recorded.isReply ?? false },
      ...(recordedBy !== undefined && { recordedBy }),
      ids: this.ids(),
      usage: run.usage,
      ...(serviceTotal !== undefined && sum > 0 && serviceTotal !== sum && { serviceTotal }),
      hasDebugPage: this.debugUrl !== undefined,
      requests: this.requests.list(),
      timeline: this.timeline(isOpen, answeredAt),
      messages: this.times.messages(run),
      figures: this.figures(),
    };
  }

  /** The debug page of the run, if it may be opened. */
  get debugUrl(): string | undefined {
    return this.run.isDebugUrlTrusted ? this.run.debugUrl : undefined;
  }

  private addEvent(entry: RecordingEntryOf<'event'>): void {
    const { offsetMs, event, data, strayLines = '', isForeignBody } = entry;
    const { runId } = this.recorded;
    const sse = { event, data, strayLines, ...(isForeignBody && { isForeignBody }) };
    const decoded = decodeEvent(sse, (this.context ??= recordedContext(this.attempt)));
    const chatEvents = toChatEvents(decoded, runId, (url) => isTrustedDebugUrl(url, this.ownBaseUrl));
    if (decoded.type === 'chat' || decoded.type === 'failed') {
      this.details = { ...this.details, ...decodeChatDetails(data) };
    }
    const node = decodeNode(data);
    if (node) this.nodes.add(node, offsetMs, this.rows.length);
    const [delta] = chatEvents;
    const grown = chatEvents.length === 1 && delta ? this.growing.append(delta) : undefined;
    if (grown) {
      this.addRow(eventRow({ entry, decoded }, grown.key), grown, true);
      return;
    }
    this.settle();
    const before = this.run;
    for (const chatEvent of chatEvents) this.replay.add(chatEvent);
    const applied = { entry, decoded, chatEvents, before, after: this.run };
    const message = changedMessage(applied);
    const isLonger = message !== undefined && message.text !== textBefore(before, message.key);
    this.addRow(eventRow(applied, message?.key, markOf(applied)), message, isLonger);
    this.growing.message = message;
  }

  /** `message` is what the event has changed. */
  private addRow(row: EventRow, message: ServiceMessage | undefined, hasNewText: boolean): void {
    const { offsetMs, bytes, mark } = row;
    this.bytes += bytes;
    this.firstEventMs ??= offsetMs;
    if (mark !== 'ignored') this.silences.onEvent(offsetMs);
    if (message) this.times.add(message, offsetMs, this.rows.length);
    if (message?.role === 'assistant' && hasNewText) {
      this.firstTextMs ??= offsetMs;
      this.lastTextMs = offsetMs;
    }
    this.rows.push(row);
  }

  /** Reduces the deltas that were joined. */
  private settle(): void {
    const joined = this.growing.take();
    if (joined) this.replay.add(joined);
  }

  private end(entry: RecordingEntryOf<'ended'>): void {
    this.settle();
    this.silences.onEnd(entry.offsetMs);
    this.ended = entry;
    const { runId, startedAt } = this.recorded;
    const at = startedAt + entry.offsetMs;
    const { outcome, error = errorInfo('internal') } = entry;
    const ending = (): ChatEvent => {
      switch (outcome) {
        case 'completed':
          return { type: 'runCompleted', runId, at };
        case 'waiting':
          return { type: 'runWaiting', runId, at };
        case 'stopped':
          return { type: 'runStopped', runId, at };
        case 'failed':
          return { type: 'runFailed', runId, at, error };
        case 'cutOff':
          return { type: 'runCutOff', runId, at, error };
      }
    };
    this.replay.add(ending());
  }

  private timeline(isOpen: boolean, answeredAt: number | undefined): readonly TimelineSpan[] {
    const { ended, firstTextMs, stoppedMs, recorded, run } = this;
    const moment = (kind: 'firstText' | 'stopped' | 'ended', atMs: number | undefined) =>
      atMs === undefined ? [] : [{ kind, fromMs: atMs, toMs: atMs }];
    const answeredMs = answeredAt === undefined ? undefined : answeredAt - recorded.startedAt;
    const human: TimelineSpan[] =
      run.outcome === 'waiting' && ended && answeredMs !== undefined && answeredMs >= ended.offsetMs
        ? [{ kind: 'human', fromMs: ended.offsetMs, toMs: answeredMs }]
        : [];
    const spans: readonly TimelineSpan[] = [
      ...this.requests.spans(this.lastMs, isOpen),
      ...moment('firstText', firstTextMs),
      ...this.nodes.spans(isOpen),
      ...this.times.spans(run, isOpen),
      ...this.silences.spans(),
      ...moment('stopped', stoppedMs),
      ...moment('ended', ended?.offsetMs),
      ...human,
    ];
    return spans.toSorted((a, b) => a.fromMs - b.fromMs);
  }

  private figures(): RunFigures {
    const { run, ended, firstEventMs, firstTextMs, lastTextMs, silences } = this;
    const writingMs = (lastTextMs ?? 0) - (firstTextMs ?? 0);
    const { output } = run.usage;
    const answers = run.messages.filter(({ role }) => role === 'assistant');
    return {
      ...(ended && { durationMs: ended.offsetMs }),
      ...(firstEventMs !== undefined && { firstEventMs }),
      ...(firstTextMs !== undefined && { firstTextMs }),
      ...(output > 0 && writingMs > 0 && { tokensPerSecond: output / (writingMs / 1000) }),
      ...(silences.longestMs !== undefined && { longestSilenceMs: silences.longestMs }),
      ...{ events: this.rows.length, bytes: this.bytes },
      characters: answers.reduce((sum, { text }) => sum + text.length, 0),
    };
  }

  private ids(): readonly RunId[] {
    const { run, attempt, details, recorded } = this;
    const { conversation } = this.replay;
    const all: readonly (readonly [RunId['kind'], string | undefined])[] = [
      ['execute', run.executeId],
      ['log', run.error?.logId ?? logIdOf(attempt.response)],
      ['conversation', conversation.cozeConversationId],
      ['chat', run.chatId],
      ['section', details.sectionId],
      ['run', recorded.runId],
    ];
    return all.flatMap(([kind, value = '']) =>
      value === '' || value.length > maxId ? [] : [{ kind, value }],
    );
  }

  private get run(): Run {
    const { runId, startedAt } = this.recorded;
    // The only turn has the only run.
    return this.replay.conversation.turns[0]?.runs[0] ?? newRun(runId, startedAt);
  }
}

function textBefore({ messages }: Run, key: string): string {
  return messages.findLast((message) => message.key === key)?.text ?? '';
}
