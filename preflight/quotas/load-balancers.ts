import type { Aws } from '../../aws/clients.ts';
import { type LoadBalancer, loadBalancersOf } from '../../checks/capacity/load-balancers.ts';
import { quotas } from '../../tables/limits.ts';
import type { Check } from '../check.ts';
import type { Sight } from '../sight.ts';
import { limitOf, withinLimit } from './quota.ts';

type Kind = LoadBalancer['kind'];

/** The account may have the load balancers that the cluster's Services and Ingresses ask for. */
export const loadBalancers: readonly Check[] = (['network', 'application', 'classic'] as const).map(
  (kind) => {
    const neededBy = (subject: Sight['subject']) =>
      loadBalancersOf(subject).filter((one) => one.kind === kind).length;
    const check: Check = {
      group: 'quotas',
      check: `${kind} load balancers`,
      what: `room for the ${kind} load balancers`,
      asksAws: true,
      applies: ({ subject }) => neededBy(subject) > 0,
      look: async ({ aws, subject, config, cluster }) => {
        if (await cluster()) return undefined;
        const quota = quotas[kind];
        const [limit, used] = await Promise.all([limitOf(aws, quota), count(aws, kind)]);
        return withinLimit(check, quota, config.region, {
          limit,
          used,
          needed: neededBy(subject),
        });
      },
    };
    return check;
  },
);

async function count(aws: Aws, kind: Kind): Promise<number> {
  let found = 0;
  if (kind === 'classic') {
    const pages = (await aws.elb()).paginateDescribeLoadBalancers({});
    for await (const page of pages) found += page.LoadBalancerDescriptions?.length ?? 0;
    return found;
  }
  const pages = (await aws.elbv2()).paginateDescribeLoadBalancers({});
  for await (const { LoadBalancers = [] } of pages) {
    found += LoadBalancers.filter(({ Type }) => Type === kind).length;
  }
  return found;
}
