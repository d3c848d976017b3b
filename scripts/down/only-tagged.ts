import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { PROJECT } from '../../eksctl/tags.ts';
import { EKSCTL_TAG } from '../../eksctl/stack-names.ts';
import type { Found } from './kind.ts';

interface Tagged {
  readonly found: readonly Found[];
  readonly stale: number;
}

/** What the tagging API lists of a cluster and no service's own list has shown. */
export async function onlyTagged(
  aws: Aws,
  cluster: string,
  known: readonly Found[],
): Promise<Tagged> {
  const found: Found[] = [];
  let stale = 0;
  for (const arn of await taggedArns(aws, cluster)) {
    if (known.some(({ id }) => arn === id || arn.endsWith(`/${id}`) || arn.endsWith(`:${id}`))) {
      continue;
    }
    if (await isThere(aws, arn)) found.push({ id: arn, words: `${arn} (by its tag)` });
    else stale += 1;
  }
  return { found, stale };
}

async function taggedArns(aws: Aws, cluster: string): Promise<string[]> {
  const tagging = await aws.tagging();
  const arns = new Set<string>();
  for (const filters of [
    { [EKSCTL_TAG]: cluster },
    { [`kubernetes.io/cluster/${cluster}`]: 'owned' },
    { 'elbv2.k8s.aws/cluster': cluster },
    { project: PROJECT, cluster },
  ]) {
    const pages = tagging.paginateGetResources({
      TagFilters: Object.entries(filters).map(([Key, value]) => ({ Key, Values: [value] })),
    });
    for await (const { ResourceTagMappingList = [] } of pages) {
      for (const { ResourceARN } of ResourceTagMappingList) if (ResourceARN) arns.add(ResourceARN);
    }
  }
  return [...arns].sort();
}

// Only what a service itself says is there, where we can ask it; of the rest the tag is the only word.
async function isThere(aws: Aws, arn: string): Promise<boolean> {
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  const id = resource.split('/').at(-1) ?? '';
  const ask = asks[`${service}/${resource.split(/[/:]/)[0]}`];
  if (!ask) return !coveredByLists.some((prefix) => `${service}/${resource}`.startsWith(prefix));
  try {
    return await ask(aws, id);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

// What the kinds list completely, under every tag that is asked for here: not there means gone.
const coveredByLists = [
  'eks/',
  'elasticloadbalancing/',
  'cloudformation/',
  'logs/',
  'ec2/instance/',
  'ec2/natgateway/',
  'ec2/elastic-ip/',
  'ec2/vpc/',
  'iam/oidc-provider/',
];

type Ask = (aws: Aws, id: string) => Promise<boolean>;

const asks: Readonly<Record<string, Ask>> = {
  'ec2/security-group': async (aws, id) => {
    const { SecurityGroups = [] } = await (
      await aws.ec2()
    ).describeSecurityGroups({ GroupIds: [id] });
    return SecurityGroups.length > 0;
  },
  'ec2/volume': async (aws, id) => {
    const { Volumes = [] } = await (await aws.ec2()).describeVolumes({ VolumeIds: [id] });
    return Volumes.some(({ State }) => State !== 'deleting' && State !== 'deleted');
  },
  'ec2/subnet': async (aws, id) => {
    const { Subnets = [] } = await (await aws.ec2()).describeSubnets({ SubnetIds: [id] });
    return Subnets.length > 0;
  },
  'ec2/network-interface': async (aws, id) => {
    const { NetworkInterfaces = [] } = await (
      await aws.ec2()
    ).describeNetworkInterfaces({ NetworkInterfaceIds: [id] });
    return NetworkInterfaces.length > 0;
  },
  'ec2/route-table': async (aws, id) => {
    const { RouteTables = [] } = await (
      await aws.ec2()
    ).describeRouteTables({ RouteTableIds: [id] });
    return RouteTables.length > 0;
  },
  'ec2/internet-gateway': async (aws, id) => {
    const { InternetGateways = [] } = await (
      await aws.ec2()
    ).describeInternetGateways({ InternetGatewayIds: [id] });
    return InternetGateways.length > 0;
  },
  'ec2/launch-template': async (aws, id) => {
    const { LaunchTemplates = [] } = await (
      await aws.ec2()
    ).describeLaunchTemplates({ LaunchTemplateIds: [id] });
    return LaunchTemplates.length > 0;
  },
  'ec2/security-group-rule': async (aws, id) => {
    const { SecurityGroupRules = [] } = await (
      await aws.ec2()
    ).describeSecurityGroupRules({ SecurityGroupRuleIds: [id] });
    return SecurityGroupRules.length > 0;
  },
};
