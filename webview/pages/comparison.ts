import './page.css';
import './comparison/comparison.css';
import type { ComparisonAct, ComparisonState } from '../../src/shared/pages/comparisonPage';
import { comparisonTemplate } from './comparison/comparisonTemplate';
import { startPage } from './page';

startPage<ComparisonState, ComparisonAct>(comparisonTemplate);
