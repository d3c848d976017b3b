import type { Account } from './account.ts';
import { eksState } from './eks-state.ts';
import { STRAIGHT } from './front.ts';
import { protectedStacks } from './protected-stacks.ts';

/** Takes everything away that a test made on AWS. */
export async function emptyAccount(account: Account): Promise<void> {
  await fetch(`${account.front.url}/moto-api/reset`, {
    method: 'POST',
    headers: { [STRAIGHT]: 'true' },
  });
  eksState(account).clear();
  protectedStacks(account).clear();
}
