import type { ComparisonAct, ComparisonState } from '../../../src/shared/pages/comparisonPage';
import type { PageView } from '../page';

export type ComparisonView = PageView<ComparisonState, ComparisonAct>;
