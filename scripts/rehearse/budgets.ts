import { setTimeout as sleep } from 'node:timers/promises';
import type { Budget } from '../../checks/capacity/budgets.ts';
import type { ApiRequest } from '../../control-plane/control-plane.ts';
import { type LiveBudget, readAll } from '../shared/live-objects.ts';
import { budgetOf } from './live-demand.ts';

const ATTEMPTS = 25;
const PAUSE_MS = 200;

/** The disruption budgets, once their controller has counted the pods that came up last. */
export async function readBudgets(api: ApiRequest): Promise<Budget[]> {
  for (let attempt = 1; ; attempt += 1) {
    const budgets = await readAll<LiveBudget>(api, '/apis/policy/v1/poddisruptionbudgets');
    if (budgets.every(isCounted) || attempt === ATTEMPTS) return budgets.map(budgetOf);
    await sleep(PAUSE_MS);
  }
}

function isCounted({ status: { currentHealthy = 0, expectedPods = 0 } }: LiveBudget): boolean {
  return expectedPods > 0 && currentHealthy >= expectedPods;
}
