import { at } from '../values.ts';
import type { Index } from '../index-of.ts';
import type { Located } from '../located.ts';
import type { PodTemplate } from '../pods.ts';
import { podsSelected } from '../selectors.ts';

/** The pods that a PodDisruptionBudget is about. */
export function budgetedPods(index: Index, budget: Located): readonly PodTemplate[] {
  return podsSelected(index, budget.namespace, at(budget.object, 'spec', 'selector'));
}

/** How many of so many pods an amount or percentage means; percentages are rounded up, as Kubernetes does. */
export function scaled(amount: unknown, pods: number): number | undefined {
  if (typeof amount === 'number') return amount;
  const percent = typeof amount === 'string' ? /^(\d+)%$/.exec(amount)?.[1] : undefined;
  return percent === undefined ? undefined : Math.ceil((Number(percent) * pods) / 100);
}
