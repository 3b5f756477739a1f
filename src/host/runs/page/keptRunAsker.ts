import type { CozeApi } from '../../../coze/cozeApi';
import { errorInfo } from '../../../shared/errorInfo';
import type { AskedOfService, Asked } from '../../../shared/inspection/keptRun';
import type { Guard } from '../../guard';
import type { InspectedRun } from '../inspectedRun';

/** Asks the service what it has kept of the shown run, when the user asks for it. Sends nothing by itself. */
export class KeptRunAsker {
  private run: InspectedRun | undefined;
  private asked: AskedOfService = { nodes: {} };
  private controller = new AbortController();

  constructor(
    private readonly api: Pick<CozeApi, 'keptRun' | 'keptNode'>,
    private readonly guard: Pick<Guard, 'errorInfoOf'>,
    private readonly onDidChange: () => void,
  ) {}

  /** What was asked about a run so far; `undefined` if the service cannot be asked about it. */
  of(run: InspectedRun): AskedOfService | undefined {
    if (run.isLive || run.isForeign || run.run.origin === 'demo:' || idsOf(run) === undefined)
      return undefined;
    return run === this.run ? this.asked : { nodes: {} };
  }

  async askRun(run: InspectedRun): Promise<void> {
    const ids = idsOf(run);
    if (!this.of(run) || !ids) return;
    this.clear();
    this.run = run;
    await this.ask(
      (signal) => this.api.keptRun(run.run, ids, signal),
      (result) => {
        this.asked = { ...this.asked, run: result };
      },
    );
  }

  async askNode(run: InspectedRun, uuid: string): Promise<void> {
    const ids = idsOf(run);
    const kept = this.asked.run?.type === 'answered' ? this.asked.run.result : undefined;
    if (run !== this.run || !ids || !kept?.nodes.some((node) => node.uuid === uuid)) return;
    await this.ask(
      (signal) => this.api.keptNode(run.run, ids, uuid, signal),
      (result) => {
        const { [uuid]: _old, ...others } = this.asked.nodes;
        this.asked = { ...this.asked, nodes: { ...others, [uuid]: result } };
      },
    );
  }

  /** Ends the requests and forgets the answers. */
  clear(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.run = undefined;
    this.asked = { nodes: {} };
  }

  private async ask<T>(
    request: (signal: AbortSignal) => Promise<T>,
    set: (result: Asked<T>) => void,
  ): Promise<void> {
    const { signal } = this.controller;
    const show = (result: Asked<T>) => {
      if (signal.aborted) return;
      set(result);
      this.onDidChange();
    };
    show({ type: 'busy' });
    try {
      show({ type: 'answered', result: await request(signal) });
    } catch (error) {
      show({ type: 'failed', error: this.guard.errorInfoOf(error) ?? errorInfo('internal') });
    }
  }
}

function idsOf(run: InspectedRun): { readonly workflowId: string; readonly executeId: string } | undefined {
  const executeId = run.inspection.ids.find(({ kind }) => kind === 'execute')?.value;
  return executeId === undefined ? undefined : { workflowId: run.run.workflowId, executeId };
}
