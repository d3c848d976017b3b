import type { ClusterConfig } from '../../config/schema.ts';
import { fewestSubnetAddresses } from '../../tables/limits.ts';
import { findInstanceType } from '../../tables/instance-types.ts';
import type { Check } from './check.ts';
import { failed, passed } from './line.ts';

/** A subnet, as far as it matters here. */
interface Subnet {
  readonly SubnetId?: string;
  readonly VpcId?: string;
  readonly AvailabilityZone?: string;
  readonly MapPublicIpOnLaunch?: boolean;
  readonly AvailableIpAddressCount?: number;
}

/** The existing subnets are there, as the cluster file says, with addresses for the nodes. */
export const subnets: Check = {
  group: 'cluster',
  check: 'subnets',
  what: 'the subnets',
  asksAws: true,
  applies: ({ config }) => config.vpc.id !== null,
  look: async ({ aws, config }) => {
    const { id: vpc, publicSubnets, privateSubnets } = config.vpc;
    const ids = [publicSubnets, privateSubnets].flatMap((byZone) => Object.values(byZone));
    // A filter, unlike a list of ids, gives those that are there.
    const { Subnets = [] } = await (
      await aws.ec2()
    ).describeSubnets({ Filters: [{ Name: 'subnet-id', Values: ids }] });
    const missing = ids.filter((id) => !Subnets.some(({ SubnetId }) => SubnetId === id));
    const problems = [
      ...missing.map((id) => `there is no subnet ${id} in ${config.region}`),
      ...Subnets.flatMap((subnet) => problemsOf(subnet, config)),
      ...tooFew(Subnets, config),
    ];
    const free = Subnets.reduce((sum, subnet) => sum + freeIn(subnet), 0);
    return problems.length === 0
      ? passed(subnets, `${ids.length} subnets in ${vpc}, ${free} free addresses`)
      : failed(
          subnets,
          problems.join('; '),
          `change the subnets, or name others in the cluster file (vpc.publicSubnets, vpc.privateSubnets); see which there are: aws ec2 describe-subnets --region ${config.region} --filters Name=vpc-id,Values=${vpc}`,
        );
  },
};

function problemsOf(subnet: Subnet, { vpc, network }: ClusterConfig): string[] {
  const { SubnetId: id = '', VpcId, AvailabilityZone: zone = '', MapPublicIpOnLaunch } = subnet;
  const isPublic = vpc.publicSubnets[zone] === id;
  const isWhereWritten = isPublic || vpc.privateSubnets[zone] === id;
  const problems: string[] = [];
  if (VpcId !== vpc.id) problems.push(`${id} is in ${VpcId}, not in ${vpc.id}`);
  if (!isWhereWritten) problems.push(`${id} is in the zone ${zone}, not where the file has it`);
  if (freeIn(subnet) < fewestSubnetAddresses) {
    problems.push(
      `${id} has ${freeIn(subnet)} free addresses, and EKS needs ${fewestSubnetAddresses} in each`,
    );
  }
  if (isPublic && network === 'public' && MapPublicIpOnLaunch === false) {
    problems.push(
      `${id} gives nodes no public address, so EKS makes none there: aws ec2 modify-subnet-attribute --subnet-id ${id} --map-public-ip-on-launch`,
    );
  }
  return problems;
}

// The network plugin takes a whole interface of addresses for each node, and one more soon.
function tooFew(all: readonly Subnet[], { vpc, network, nodes }: ClusterConfig): string[] {
  const own = Object.values(network === 'private' ? vpc.privateSubnets : vpc.publicSubnets);
  const free = all
    .filter(({ SubnetId = '' }) => own.includes(SubnetId))
    .reduce((sum, subnet) => sum + freeIn(subnet), 0);
  const each = findInstanceType(nodes.instanceType)?.addressesPerEni ?? 1;
  const needed = each * nodes.max;
  return free >= needed
    ? []
    : [
        `the ${network} subnets have ${free} free addresses, and ${nodes.max} nodes with their pods need ${needed}`,
      ];
}

function freeIn({ AvailableIpAddressCount = 0 }: Subnet): number {
  return AvailableIpAddressCount;
}
