import type { Aws } from '../../../aws/clients.ts';
import { type LoadBalancer, loadBalancersOf } from '../../../checks/capacity/load-balancers.ts';
import { quotas } from '../../../tables/limits.ts';
import type { Check } from '../check.ts';
import type { Sight } from '../sight.ts';
import { limitOf, neededByNew, withinLimit } from './quota.ts';

type Kind = LoadBalancer['kind'];

/** The account may have the load balancers that the cluster's Services and Ingresses ask for. */
export const loadBalancers: readonly Check[] = (['network', 'application', 'classic'] as const).map(
  (kind) => {
    const neededBy = ({ subject }: Sight) =>
      loadBalancersOf(subject).filter((one) => one.kind === kind).length;
    const check: Check = {
      group: 'quotas',
      check: `${kind} load balancers`,
      what: `the ${kind} load balancers`,
      asksAws: true,
      applies: (sight) => neededBy(sight) > 0,
      look: async (sight) => {
        if (await sight.cluster()) return undefined;
        const { aws, config, once } = sight;
        const quota = quotas[kind];
        const [limit, used, wanted] = await Promise.all([
          limitOf(sight, quota),
          once(`${check.check} in ${config.region}`, () => count(aws, kind)),
          neededByNew(check, sight, neededBy),
        ]);
        return withinLimit(check, quota, config.region, { limit, used, ...wanted });
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
