import { isMissing } from '../aws/aws-error.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { fewestSubnetAddresses } from '../tables/limits.ts';
import { instanceTypes } from '../tables/instance-types.ts';
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
  what: 'the subnets are there and have addresses',
  asksAws: true,
  applies: ({ config }) => config.vpc.id !== null,
  look: async ({ aws, config }) => {
    const written = { ...config.vpc.publicSubnets, ...config.vpc.privateSubnets };
    const ids = [config.vpc.publicSubnets, config.vpc.privateSubnets].flatMap(Object.values);
    try {
      const { Subnets = [] } = await (await aws.ec2()).describeSubnets({ SubnetIds: ids });
      const problems = Subnets.flatMap((subnet) => problemsOf(subnet, config));
      const lack = tooFew(Subnets, config);
      if (problems.length + lack.length === 0) {
        const free = Subnets.reduce((sum, subnet) => sum + freeIn(subnet), 0);
        return passed(subnets, `${ids.length} subnets in ${config.vpc.id}, ${free} free addresses`);
      }
      return failed(
        subnets,
        [...problems, ...lack].join('; '),
        'change the subnets, or name others in the cluster file: vpc.publicSubnets, vpc.privateSubnets',
      );
    } catch (error) {
      if (!isMissing(error)) throw error;
      return failed(
        subnets,
        `${(error as Error).message}`,
        `see what there is: aws ec2 describe-subnets --region ${config.region} --filters Name=vpc-id,Values=${config.vpc.id}; the cluster file names ${Object.values(written).join(', ')}`,
      );
    }
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
  const each = instanceTypes().get(nodes.instanceType)?.addressesPerEni ?? 1;
  const needed = each * nodes.max;
  return free >= needed
    ? []
    : [
        `the ${network} subnets have ${free} free addresses, and ${nodes.max} nodes with their pods take ${needed}`,
      ];
}

function freeIn({ AvailableIpAddressCount = 0 }: Subnet): number {
  return AvailableIpAddressCount;
}
