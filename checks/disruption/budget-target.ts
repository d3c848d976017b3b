import { suggest } from '../../config/suggest.ts';
import type { Check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { nearestLabels, showSelector } from '../selectors.ts';
import { at } from '../values.ts';
import { budgetedPods } from './budgets.ts';

const finding = findingsOf('budget-target');

/** A PodDisruptionBudget that protects no pod. */
export const budgetTarget: Check = (subject) => {
  const index = indexOf(subject);
  return index.kind('PodDisruptionBudget').flatMap((budget) => {
    if (budgetedPods(index, budget).length > 0) return [];
    const selector = at(budget.object, 'spec', 'selector');
    const near = nearestLabels(index, budget.namespace, selector);
    const wanted = near && String(at(selector, 'matchLabels', near.key));
    const value = near && suggest(wanted ?? '', near.values);
    return [
      finding(budget, {
        path: 'spec.selector',
        value: selector === undefined ? undefined : showSelector(selector),
        message: `protects no pod in namespace ${budget.namespace}`,
        allowed: near && `${near.key}: ${someOf(near.values)}`,
        fix: value ? `did you mean ${near.key}: ${value}?` : undefined,
      }),
    ];
  });
};
