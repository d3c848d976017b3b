import { type Account, REGION } from './account.ts';
import { createSecurityGroup } from './cluster-on-aws.ts';
import {
  addClassicLoadBalancer,
  addLoadBalancer,
  addNetworkInterface,
  type Place,
} from './leftovers.ts';
import { motoOf } from './straight.ts';

/**
 * A cluster of somebody else's that is not an EKS cluster, as kops leaves it, in a network of its own: running machines, load
 * balancers, a database's volume and interfaces, all with nothing but Kubernetes' own tags.
 */
export async function kopsCluster(account: Account, name: string): Promise<Place> {
  const ec2 = await motoOf(account).ec2();
  const owned = { [`kubernetes.io/cluster/${name}`]: 'owned', KubernetesCluster: name };
  const tagged = (ResourceType: 'vpc' | 'subnet' | 'instance' | 'volume', more = {}) => [
    {
      ResourceType,
      Tags: Object.entries({ ...owned, ...more }).map(([Key, Value]) => ({ Key, Value })),
    },
  ];
  const { Vpc } = await ec2.createVpc({
    CidrBlock: '10.9.0.0/16',
    TagSpecifications: tagged('vpc'),
  });
  const vpc = Vpc?.VpcId ?? '';
  const publicSubnets: string[] = [];
  for (const [index, zone] of ['a', 'b'].entries()) {
    const { Subnet } = await ec2.createSubnet({
      VpcId: vpc,
      CidrBlock: `10.9.${index}.0/24`,
      AvailabilityZone: `${REGION}${zone}`,
      TagSpecifications: tagged('subnet'),
    });
    publicSubnets.push(Subnet?.SubnetId ?? '');
  }
  const securityGroup = await createSecurityGroup(account, vpc, {
    name: `nodes.${name}`,
    description: 'Security group for nodes',
    tags: owned,
  });
  await ec2.runInstances({
    ImageId: 'ami-12c6146b',
    MinCount: 2,
    MaxCount: 2,
    SubnetId: publicSubnets[0],
    TagSpecifications: tagged('instance', { 'k8s.io/role/node': '1' }),
  });
  await ec2.createVolume({
    AvailabilityZone: `${REGION}a`,
    Size: 100,
    TagSpecifications: tagged('volume', {
      CSIVolumeName: 'pvc-production-db',
      'ebs.csi.aws.com/cluster': 'true',
      'kubernetes.io/created-for/pvc/name': 'production-db',
      'kubernetes.io/created-for/pvc/namespace': 'default',
    }),
  });
  const place = { name, vpc, publicSubnets, securityGroup };
  await addClassicLoadBalancer(account, place, 'default/production');
  await addLoadBalancer(account, place, { by: 'in-tree', service: 'default/production-nlb' });
  await addNetworkInterface(account, place);
  return place;
}
