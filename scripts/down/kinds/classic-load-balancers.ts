import { isMissing } from '../../../aws/aws-error.ts';
import type { Aws } from '../../../aws/clients.ts';
import { type Found, isOwned, type Kind, tagOf } from '../kind.ts';
import { tagsOf } from '../tags-of.ts';

/** Classic load balancers of Services, as the in-tree controller makes them. */
export const classicLoadBalancers: Kind = {
  what: 'Classic load balancers',
  find: async (aws, cluster) => {
    const elb = await aws.elb();
    const tagged = await tagsOf(
      await allNames(aws),
      async (LoadBalancerNames) =>
        (await elb.describeTags({ LoadBalancerNames })).TagDescriptions ?? [],
    );
    const found: Found[] = [];
    for (const { LoadBalancerName: id = '', Tags } of tagged) {
      if (!isOwned(Tags, cluster)) continue;
      const service = tagOf(Tags, 'kubernetes.io/service-name');
      found.push({
        id,
        words: `Classic load balancer ${id}${service ? ` (Service ${service})` : ''}`,
        billed: true,
      });
    }
    return found;
  },
  remove: async (aws, { id }) => {
    const elb = await aws.elb();
    try {
      await elb.deleteLoadBalancer({ LoadBalancerName: id });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
};

async function allNames(aws: Aws): Promise<string[]> {
  const elb = await aws.elb();
  const names: string[] = [];
  for await (const { LoadBalancerDescriptions = [] } of elb.paginateDescribeLoadBalancers({})) {
    names.push(
      ...LoadBalancerDescriptions.flatMap(({ LoadBalancerName }) => LoadBalancerName ?? []),
    );
  }
  return names;
}
