import type { Aws } from '../../../aws/clients.ts';
import { billedOf } from '../../../checks/capacity/billed.ts';
import { type Quota, quotas } from '../../../tables/limits.ts';
import type { Check } from '../check.ts';
import type { Sight } from '../sight.ts';
import { limitOf, neededByNew, withinLimit } from './quota.ts';

/** Whether the account may have another VPC, and what comes with it. */
export const vpcs = countCheck('vpcs', 'room for another VPC', quotas.vpcs, {
  needed: ({ config }) => (config.vpc.id === null ? 1 : 0),
  used: countVpcs,
});

/** An Elastic IP for each NAT gateway. */
export const addresses = countCheck(
  'addresses',
  'an address for the NAT gateway',
  quotas.addresses,
  { needed: ({ subject }) => billedOf(subject).natGateways, used: countAddresses },
);

interface Count {
  /** How many this cluster will make; none leaves the line out. */
  readonly needed: (sight: Sight) => number;
  readonly used: (aws: Aws) => Promise<number>;
}

function countCheck(check: string, what: string, quota: Quota, { needed, used }: Count): Check {
  const own: Check = {
    group: 'quotas',
    check,
    what,
    asksAws: true,
    applies: (sight) => needed(sight) > 0,
    look: async (sight) => {
      // With the cluster, its network is there too.
      if (await sight.cluster()) return undefined;
      const { aws, config, once } = sight;
      const [limit, present, wanted] = await Promise.all([
        limitOf(sight, quota),
        once(`${check} in ${config.region}`, () => used(aws)),
        neededByNew(own, sight, needed),
      ]);
      return withinLimit(own, quota, config.region, { limit, used: present, ...wanted });
    },
  };
  return own;
}

async function countVpcs(aws: Aws): Promise<number> {
  let count = 0;
  for await (const { Vpcs = [] } of (await aws.ec2()).paginateDescribeVpcs({})) {
    count += Vpcs.length;
  }
  return count;
}

async function countAddresses(aws: Aws): Promise<number> {
  return (await (await aws.ec2()).describeAddresses({})).Addresses?.length ?? 0;
}
