export { askAboutBudget, warnOfBudget } from '../host/usage/budgetPrompts';
export { UsagePage } from '../host/usage/usagePage';
