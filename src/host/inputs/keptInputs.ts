import type { Memento } from 'vscode';
import type { InputsDraft } from '../../shared/inputs/inputField';
import { limits } from '../../shared/limits';

const mementoKey = 'coze.inputs';
/** Most workflows whose forms are kept. */
const mostForms = 50;

type Kept = readonly (readonly [workflow: string, form: InputsDraft])[];

/** The forms of this window, by the key of the workflow. They survive a reload of the window. */
export class KeptInputs {
  constructor(private readonly memento: Memento) {}

  of(workflow: string): InputsDraft {
    return this.all.find(([key]) => key === workflow)?.[1] ?? { values: {} };
  }

  /** Keeps a form; drops the oldest ones beyond the limits. */
  async keep(workflow: string, form: InputsDraft): Promise<void> {
    const kept: Kept = [[workflow, form] as const, ...this.without(workflow)].slice(0, mostForms);
    const sizes = kept.map((each) => JSON.stringify(each).length);
    const isWithin = (index: number) =>
      index === 0 || sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0) <= limits.parameters;
    await this.memento.update(
      mementoKey,
      kept.filter((_form, index) => isWithin(index)),
    );
  }

  async reset(workflow: string): Promise<void> {
    await this.memento.update(mementoKey, this.without(workflow));
  }

  private get all(): Kept {
    return this.memento.get<Kept>(mementoKey, []);
  }

  private without(workflow: string): Kept {
    return this.all.filter(([key]) => key !== workflow);
  }
}
