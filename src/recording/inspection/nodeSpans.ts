import type { WireNode } from '../../coze/wire/wireNode';
import type { TimelineSpan } from '../../shared/inspection/runInspection';
import { foreignText } from '../../shared/text/foreignText';

interface Execution {
  readonly title: string;
  readonly fromMs: number;
  readonly event: number;
  toMs: number;
  isFinished: boolean;
}

const maxTitle = 60;
/** Most executions that are shown: the first ones. */
const maxExecutions = 200;

/** The times at which nodes of the workflow produced output, for the nodes that the service names. */
export class NodeTimes {
  private readonly all: Execution[] = [];
  private readonly byKey = new Map<string, Execution>();

  /** An event names a node. `event` is its index. */
  add({ key, title, isFirst, isFinished }: WireNode, offsetMs: number, event: number): void {
    const known = this.byKey.get(key);
    if (known && !(known.isFinished && isFirst)) {
      known.toMs = offsetMs;
      known.isFinished ||= isFinished;
    } else if (this.all.length < maxExecutions) {
      const execution = { title, fromMs: offsetMs, toMs: offsetMs, event, isFinished };
      this.all.push(execution);
      this.byKey.set(key, execution);
    }
  }

  spans(isLive: boolean): readonly TimelineSpan[] {
    return this.all.map(({ title, fromMs, toMs, event, isFinished }) => ({
      ...{ kind: 'node', fromMs, toMs, event, name: foreignText(title, maxTitle) },
      ...(isLive && !isFinished && { isOpen: true }),
    }));
  }
}
