import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { likelySelector, showSelector } from '../selectors.ts';
import { at } from '../values.ts';
import { budgetedPods } from './budgets.ts';

const about: About = {
  id: 'budget-target',
  severity: 'broken',
  why: 'A PodDisruptionBudget whose selector matches no pod protects nothing.',
  remedy: 'Make its selector match the labels of the pods.',
};
const finding = findingsOf(about);

export const budgetTarget = check(about, (subject) => {
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
});
