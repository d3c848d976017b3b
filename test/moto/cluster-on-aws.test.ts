import { expect, test } from '@jest/globals';
import { useAccount } from './support/account.ts';
import { clusterOnAws } from './support/cluster-on-aws.ts';
import { deleteEverything } from './support/eksctl.ts';
import {
  addClassicLoadBalancer,
  addLoadBalancer,
  addNetworkInterface,
  addVolume,
} from './support/leftovers.ts';
import { defaultKubernetes } from '../../tables/kubernetes.ts';

// That moto holds what eksctl would have left, for the suites that need a cluster.
const account = useAccount();

test('a cluster as eksctl leaves it, and nothing of it after eksctl delete', async () => {
  const cluster = await clusterOnAws(account);
  const other = await clusterOnAws(account, { name: 'other', cidr: '10.1.0.0/16' });
  const { aws } = account;
  const eks = await aws.eks();
  const { cluster: described } = await eks.describeCluster({ name: 'sock-shop' });
  expect(described).toMatchObject({
    version: defaultKubernetes,
    status: 'ACTIVE',
    resourcesVpcConfig: { vpcId: cluster.vpc, clusterSecurityGroupId: cluster.securityGroup },
    accessConfig: { authenticationMode: 'API' },
    tags: { cluster: 'sock-shop', 'alpha.eksctl.io/cluster-name': 'sock-shop' },
  });
  const { nodegroup } = await eks.describeNodegroup({
    clusterName: 'sock-shop',
    nodegroupName: 'workers',
  });
  expect(nodegroup).toMatchObject({
    version: defaultKubernetes,
    status: 'ACTIVE',
    instanceTypes: ['t3.large'],
  });
  const autoscaling = await aws.autoscaling();
  const { AutoScalingGroups = [] } = await autoscaling.describeAutoScalingGroups({
    AutoScalingGroupNames: [cluster.autoScalingGroup ?? ''],
  });
  expect(AutoScalingGroups[0]?.Instances).toHaveLength(3);
  expect((await eks.listAddons({ clusterName: 'sock-shop' })).addons).toHaveLength(4);
  expect((await eks.listAccessEntries({ clusterName: 'sock-shop' })).accessEntries).toHaveLength(2);
  expect((await stacks()).filter((name) => name.includes('-sock-shop-'))).toEqual([
    'eksctl-sock-shop-addon-iamserviceaccount-kube-system-cluster-autoscaler',
    'eksctl-sock-shop-cluster',
    'eksctl-sock-shop-nodegroup-workers',
  ]);
  await addClassicLoadBalancer(account, cluster);
  await addLoadBalancer(account, cluster);
  await addLoadBalancer(account, cluster, { type: 'application' });
  await addVolume(account, cluster);
  await addNetworkInterface(account, cluster);
  const elbv2 = await aws.elbv2();
  expect((await elbv2.describeLoadBalancers({})).LoadBalancers).toHaveLength(2);

  await eks.updateNodegroupConfig({
    clusterName: 'sock-shop',
    nodegroupName: 'workers',
    scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 1 },
  });
  const { AutoScalingGroups: after = [] } = await autoscaling.describeAutoScalingGroups({
    AutoScalingGroupNames: [cluster.autoScalingGroup ?? ''],
  });
  expect(after[0]).toMatchObject({ MinSize: 0, DesiredCapacity: 0, Instances: [] });

  await deleteEverything(account, 'other');
  await expect(eks.describeCluster({ name: 'other' })).rejects.toThrow('No cluster found');
  expect((await stacks()).filter((name) => name.includes('-other-'))).toEqual([]);
  const ec2 = await aws.ec2();
  await expect(ec2.describeVpcs({ VpcIds: [other.vpc] })).rejects.toThrow('does not exist');
});

async function stacks(): Promise<string[]> {
  const { Stacks = [] } = await (await account.aws.cloudformation()).describeStacks({});
  return Stacks.map(({ StackName = '' }) => StackName).sort();
}
