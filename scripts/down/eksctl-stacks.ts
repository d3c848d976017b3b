import type { Aws } from '../../aws/clients.ts';
import { EKSCTL_TAG } from '../../eksctl/stack-names.ts';
import { type Stack, stacksOf } from '../../aws/stacks/stacks.ts';

/** The stacks that eksctl made for a cluster, by its tag. */
export async function eksctlStacksOf(aws: Aws, cluster: string): Promise<Stack[]> {
  return (await stacksOf(aws, cluster)).filter(({ tags }) => tags.get(EKSCTL_TAG) === cluster);
}
