import type { Check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { likelySelector, showSelector } from '../selectors.ts';
import { at } from '../values.ts';
import { budgetedPods } from './budgets.ts';

const finding = findingsOf('budget-target');

/** A PodDisruptionBudget that protects no pod. */
export const budgetTarget: Check = (subject) => {
  const index = indexOf(subject);
  return index.kind('PodDisruptionBudget').flatMap((budget) => {
    if (budgetedPods(index, budget).length > 0) return [];
    const selector = at(budget.object, 'spec', 'selector');
    return [
      finding(budget, {
        path: 'spec.selector',
        value: selector === undefined ? undefined : showSelector(selector),
        message: `protects no pod in namespace ${budget.namespace}`,
        ...likelySelector(index, budget.namespace, selector),
        absent: true,
      }),
    ];
  });
};
