import type { Aws } from '../aws/clients.ts';
import { changesTo } from './changes.ts';
import type { ExistingRule } from './rule.ts';
import { change, presentRules } from './security-group.ts';

/** Closes every node port that this project opened in a cluster's security group; says which. */
export async function closeNodePorts(
  aws: Aws,
  group: string,
  cluster: string,
): Promise<readonly ExistingRule[]> {
  const changes = changesTo(await presentRules(aws, group, cluster), []);
  await change(aws, group, cluster, changes);
  return changes.close;
}
