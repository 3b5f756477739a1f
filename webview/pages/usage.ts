import './page.css';
import './usage/usage.css';
import type { UsageAct, UsageFacts } from '../../src/shared/pages/usagePage';
import { startPage } from './page';
import { usageTemplate } from './usage/usageTemplate';

startPage<UsageFacts, UsageAct>(usageTemplate);
