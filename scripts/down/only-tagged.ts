import { isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { PROJECT, type Tags } from '../../eksctl/tags.ts';
import { EKSCTL_TAG } from '../../eksctl/stack-names.ts';
import { byHand, type Found, tagsIn } from './kind.ts';
import { doubt, type Proof } from './proof.ts';

interface Tagged {
  readonly found: readonly Found[];
  readonly stale: number;
}

/** What the tagging API lists of a cluster and no service's own list has shown. */
export async function onlyTagged(aws: Aws, proof: Proof, known: readonly Found[]): Promise<Tagged> {
  const found: Found[] = [];
  let stale = 0;
  for (const [arn, tags] of await taggedArns(aws, proof.name)) {
    if (known.some(({ id }) => arn === id || arn.endsWith(`/${id}`) || arn.endsWith(`:${id}`))) {
      continue;
    }
    const [, , service = '', , account = '', ...rest] = arn.split(':');
    const resource = rest.join(':');
    const kind = `${service}/${resource.split(/[/:]/)[0]}`;
    const id = resource.split('/').at(-1) ?? '';
    const one = await look(aws, `${service}/${resource}`, kind, id);
    if (!one) {
      stale += 1;
      continue;
    }
    const line = lines[kind] ?? [
      'resourcegroupstaggingapi',
      'get-resources',
      '--resource-arn-list',
    ];
    found.push({
      id: arn,
      words: `${arn} (by its tag)`,
      doubt: doubt(proof, { tags, account, ...one }),
      byHand: byHand(proof, ...line, kind in lines ? id : arn),
    });
  }
  return { found, stale };
}

async function taggedArns(aws: Aws, cluster: string): Promise<(readonly [string, Tags])[]> {
  const tagging = await aws.tagging();
  const arns = new Map<string, Tags>();
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
      for (const { ResourceARN, Tags } of ResourceTagMappingList) {
        if (ResourceARN) arns.set(ResourceARN, tagsIn(Tags));
      }
    }
  }
  return [...arns].sort(([a], [b]) => (a < b ? -1 : 1));
}

// Only what a service itself says is there, where we can ask it; of the rest the tag is the only word.
async function look(aws: Aws, path: string, kind: string, id: string): ReturnType<Ask> {
  const ask = asks[kind];
  if (!ask) return coveredByLists.some((prefix) => path.startsWith(prefix)) ? undefined : {};
  try {
    return await ask(aws, id);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

// How a person takes away what no list has; of anything else, the line that shows it.
const lines: Readonly<Record<string, readonly string[]>> = {
  'ec2/security-group': ['ec2', 'delete-security-group', '--group-id'],
  'ec2/volume': ['ec2', 'delete-volume', '--volume-id'],
  'ec2/snapshot': ['ec2', 'delete-snapshot', '--snapshot-id'],
  'ec2/subnet': ['ec2', 'delete-subnet', '--subnet-id'],
  'ec2/network-interface': ['ec2', 'delete-network-interface', '--network-interface-id'],
  'ec2/route-table': ['ec2', 'delete-route-table', '--route-table-id'],
  'ec2/internet-gateway': ['ec2', 'delete-internet-gateway', '--internet-gateway-id'],
  'ec2/launch-template': ['ec2', 'delete-launch-template', '--launch-template-id'],
};

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

// Undefined where it is gone; else the network that it is in, if it is in one.
type Ask = (aws: Aws, id: string) => Promise<{ readonly vpc?: string | undefined } | undefined>;

const asks: Readonly<Record<string, Ask>> = {
  'ec2/security-group': async (aws, id) => {
    const { SecurityGroups: [one] = [] } = await (
      await aws.ec2()
    ).describeSecurityGroups({ GroupIds: [id] });
    return one && { vpc: one.VpcId };
  },
  'ec2/volume': async (aws, id) => {
    const { Volumes = [] } = await (await aws.ec2()).describeVolumes({ VolumeIds: [id] });
    return Volumes.some(({ State }) => State !== 'deleting' && State !== 'deleted')
      ? {}
      : undefined;
  },
  'ec2/subnet': async (aws, id) => {
    const { Subnets: [one] = [] } = await (await aws.ec2()).describeSubnets({ SubnetIds: [id] });
    return one && { vpc: one.VpcId };
  },
  'ec2/network-interface': async (aws, id) => {
    const { NetworkInterfaces: [one] = [] } = await (
      await aws.ec2()
    ).describeNetworkInterfaces({ NetworkInterfaceIds: [id] });
    return one && { vpc: one.VpcId };
  },
  'ec2/route-table': async (aws, id) => {
    const { RouteTables: [one] = [] } = await (
      await aws.ec2()
    ).describeRouteTables({ RouteTableIds: [id] });
    return one && { vpc: one.VpcId };
  },
  'ec2/internet-gateway': async (aws, id) => {
    const { InternetGateways: [one] = [] } = await (
      await aws.ec2()
    ).describeInternetGateways({ InternetGatewayIds: [id] });
    return one && { vpc: one.Attachments?.[0]?.VpcId };
  },
  'ec2/launch-template': async (aws, id) => {
    const { LaunchTemplates: [one] = [] } = await (
      await aws.ec2()
    ).describeLaunchTemplates({ LaunchTemplateIds: [id] });
    return one && {};
  },
  'ec2/security-group-rule': async (aws, id) => {
    const { SecurityGroupRules: [one] = [] } = await (
      await aws.ec2()
    ).describeSecurityGroupRules({ SecurityGroupRuleIds: [id] });
    return one && {};
  },
};
