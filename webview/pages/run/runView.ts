import type { RunAct, RunPageState } from '../../../src/shared/pages/runPage';
import type { PageView } from '../page';

export type RunView = PageView<RunPageState, RunAct>;
