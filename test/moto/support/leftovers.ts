import { createHash } from 'node:crypto';
import type { Account } from './account.ts';
import { createSecurityGroup } from './cluster-on-aws.ts';
import { motoOf } from './straight.ts';

/** Where the things of a cluster's Services and claims are put. */
export interface Place {
  readonly name: string;
  readonly vpc: string;
  readonly publicSubnets: readonly string[];
  readonly securityGroup: string;
}

/** A Service of type LoadBalancer as the in-tree controller leaves it: a Classic ELB and its security group. */
export async function addClassicLoadBalancer(
  account: Account,
  place: Place,
  service = 'nginx-ingress/nginx-ingress',
): Promise<{ name: string; securityGroup: string; host: string }> {
  const { name: cluster, vpc, publicSubnets } = place;
  const name = `a${hash(cluster + service)}`;
  const owned = { [`kubernetes.io/cluster/${cluster}`]: 'owned' };
  const securityGroup = await createSecurityGroup(account, vpc, {
    name: `k8s-elb-${name}`,
    description: `Security group for Kubernetes ELB ${name} (${service})`,
    tags: owned,
  });
  const elb = await motoOf(account).elb();
  const { DNSName = '' } = await elb.createLoadBalancer({
    LoadBalancerName: name,
    Listeners: [{ Protocol: 'TCP', LoadBalancerPort: 80, InstancePort: 31000 }],
    Subnets: [...publicSubnets],
    SecurityGroups: [securityGroup],
    Tags: asTags({ ...owned, 'kubernetes.io/service-name': service }),
  });
  await allowFrom(account, place.securityGroup, securityGroup);
  return { name, securityGroup, host: DNSName };
}

/** A network or application load balancer with its target group, as its controller leaves and tags it. */
export async function addLoadBalancer(
  account: Account,
  place: Place,
  {
    by = 'controller',
    type = 'network',
    service = 'nginx-ingress/nginx-ingress',
  }: {
    by?: 'in-tree' | 'controller';
    type?: 'network' | 'application';
    service?: string;
  } = {},
): Promise<{ arn: string; targetGroup: string; securityGroups: string[] }> {
  const { name: cluster, vpc, publicSubnets } = place;
  const name = `k8s-${hash(cluster + service + type).slice(0, 20)}`;
  const kind = type === 'network' ? 'service' : 'ingress';
  const tags: Record<string, string> =
    by === 'in-tree'
      ? { [`kubernetes.io/cluster/${cluster}`]: 'owned', 'kubernetes.io/service-name': service }
      : { 'elbv2.k8s.aws/cluster': cluster, [`${kind}.k8s.aws/stack`]: service };
  const resource = (what: string): Record<string, string> =>
    by === 'in-tree' ? tags : { ...tags, [`${kind}.k8s.aws/resource`]: what };
  const securityGroups =
    by === 'in-tree'
      ? []
      : [
          await createSecurityGroup(account, vpc, {
            name,
            description: '[k8s] Managed SecurityGroup for LoadBalancer',
            tags: resource('ManagedLBSecurityGroup'),
          }),
          await createSecurityGroup(account, vpc, {
            name: `k8s-traffic-${cluster}-${name.slice(-6)}`,
            description: '[k8s] Shared Backend SecurityGroup for LoadBalancer',
            tags: { 'elbv2.k8s.aws/cluster': cluster, 'elbv2.k8s.aws/resource': 'backend-sg' },
          }),
        ];
  const elbv2 = await motoOf(account).elbv2();
  const { LoadBalancers = [] } = await elbv2.createLoadBalancer({
    Name: name,
    Type: type,
    Scheme: 'internet-facing',
    Subnets: [...publicSubnets],
    ...(securityGroups.length > 0 && { SecurityGroups: securityGroups }),
    Tags: asTags(resource('LoadBalancer')),
  });
  const arn = LoadBalancers[0]?.LoadBalancerArn ?? '';
  const { TargetGroups = [] } = await elbv2.createTargetGroup({
    Name: name,
    Protocol: type === 'network' ? 'TCP' : 'HTTP',
    Port: 80,
    VpcId: vpc,
    TargetType: 'ip',
    Tags: asTags(resource(`${service}:80`)),
  });
  const targetGroup = TargetGroups[0]?.TargetGroupArn ?? '';
  await elbv2.createListener({
    LoadBalancerArn: arn,
    Protocol: type === 'network' ? 'TCP' : 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroup }],
  });
  for (const group of securityGroups) await allowFrom(account, place.securityGroup, group);
  return { arn, targetGroup, securityGroups };
}

/** A claim's volume as the EBS CSI driver of the EKS addon leaves it, with the tags that our ClusterConfig has it set, or others. */
export async function addVolume(
  account: Account,
  { name }: Pick<Place, 'name'>,
  {
    claim = 'sock-shop/data-catalogue-db-0',
    tags = { project: 'eks-sock-shop', cluster: name, owner: 'dev' },
  }: { claim?: string; tags?: Record<string, string> } = {},
): Promise<string> {
  const [namespace = '', pvc = ''] = claim.split('/');
  const ec2 = await motoOf(account).ec2();
  const { VolumeId = '' } = await ec2.createVolume({
    AvailabilityZone: 'us-west-2a',
    Size: 8,
    VolumeType: 'gp3',
    Encrypted: true,
    TagSpecifications: [
      {
        ResourceType: 'volume',
        Tags: asTags({
          Name: `${name}-dynamic-pvc-${pvc}`,
          KubernetesCluster: name,
          CSIVolumeName: `pvc-${pvc}`,
          'ebs.csi.aws.com/cluster': 'true',
          [`kubernetes.io/cluster/${name}`]: 'owned',
          'kubernetes.io/created-for/pvc/name': pvc,
          'kubernetes.io/created-for/pvc/namespace': namespace,
          ...tags,
        }),
      },
    ],
  });
  return VolumeId;
}

/** A network interface that a pod's node, or a load balancer, left behind. */
export async function addNetworkInterface(
  account: Account,
  { name, publicSubnets, securityGroup }: Place,
): Promise<string> {
  const ec2 = await motoOf(account).ec2();
  const { NetworkInterface } = await ec2.createNetworkInterface({
    SubnetId: publicSubnets[0],
    Groups: [securityGroup],
    Description: 'aws-K8S-i-0123456789abcdef0',
    TagSpecifications: [
      {
        ResourceType: 'network-interface',
        Tags: asTags({
          'node.k8s.amazonaws.com/instance_id': 'i-0123456789abcdef0',
          'cluster.k8s.amazonaws.com/name': name,
        }),
      },
    ],
  });
  return NetworkInterface?.NetworkInterfaceId ?? '';
}

async function allowFrom(account: Account, group: string, source: string): Promise<void> {
  const ec2 = await motoOf(account).ec2();
  await ec2.authorizeSecurityGroupIngress({
    GroupId: group,
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 30000,
        ToPort: 32767,
        UserIdGroupPairs: [{ GroupId: source }],
      },
    ],
  });
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 31);
}

function asTags(tags: Record<string, string>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
