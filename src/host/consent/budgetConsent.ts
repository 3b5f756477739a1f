import { isDemo, type Workflow } from '../../shared/workflow';
import type { DailyBudget } from '../../usage/dailyBudget';

/** Whether a run may use tokens. Asks if the budget of today is used up and the user wants to be asked. */
export async function mayUseTokens(workflow: Workflow, budget: DailyBudget): Promise<boolean> {
  if (isDemo(workflow) || !budget.isUsedUp || !budget.isAsking) return true;
  const { askAboutBudget } = await import('../../onDemand/usage');
  return askAboutBudget(budget);
}
