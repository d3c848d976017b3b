import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { type Found, isOwned, type Kind, tagOf } from '../kind.ts';

const MOST_AT_ONCE = 20;

/** Classic load balancers of Services, as the in-tree controller makes them. */
export const classicLoadBalancers: Kind = {
  what: 'Classic load balancers',
  find: async (aws, cluster) => {
    const elb = await aws.elb();
    const names = await allNames(aws);
    const found: Found[] = [];
    for (let index = 0; index < names.length; index += MOST_AT_ONCE) {
      const { TagDescriptions = [] } = await elb.describeTags({
        LoadBalancerNames: names.slice(index, index + MOST_AT_ONCE),
      });
      for (const { LoadBalancerName: id = '', Tags } of TagDescriptions) {
        if (!isOwned(Tags, cluster)) continue;
        const service = tagOf(Tags, 'kubernetes.io/service-name');
        found.push({
          id,
          words: `Classic load balancer ${id}${service ? ` (Service ${service})` : ''}`,
          billed: true,
        });
      }
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
