import { isMissing } from '../../../aws/aws-error.ts';
import type { Aws } from '../../../aws/clients.ts';
import { byHand, type Found, isOwned, type Kind, tagsIn } from '../kind.ts';
import { doubt } from '../proof.ts';
import { tagsOf } from '../tags-of.ts';

/** Classic load balancers of Services, as the in-tree controller makes them. */
export const classicLoadBalancers: Kind = {
  what: 'Classic load balancers',
  find: async (aws, proof) => {
    const elb = await aws.elb();
    const vpcs = await vpcsByName(aws);
    const tagged = await tagsOf(
      [...vpcs.keys()],
      async (LoadBalancerNames) =>
        (await elb.describeTags({ LoadBalancerNames })).TagDescriptions ?? [],
    );
    const found: Found[] = [];
    for (const { LoadBalancerName: id = '', Tags } of tagged) {
      const tags = tagsIn(Tags);
      if (!isOwned(tags, proof.name)) continue;
      const service = tags.get('kubernetes.io/service-name');
      found.push({
        id,
        words: `Classic load balancer ${id}${service ? ` (Service ${service})` : ''}`,
        billed: true,
        doubt: doubt(proof, { tags, vpc: vpcs.get(id) }),
        byHand: byHand(proof, 'elb', 'delete-load-balancer', '--load-balancer-name', id),
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

async function vpcsByName(aws: Aws): Promise<Map<string, string | undefined>> {
  const elb = await aws.elb();
  const vpcs = new Map<string, string | undefined>();
  for await (const { LoadBalancerDescriptions = [] } of elb.paginateDescribeLoadBalancers({})) {
    for (const { LoadBalancerName: name, VPCId: vpc } of LoadBalancerDescriptions) {
      if (name) vpcs.set(name, vpc);
    }
  }
  return vpcs;
}
