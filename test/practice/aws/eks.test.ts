import { beforeAll, describe, expect, test } from '@jest/globals';
import type { EKS } from '@aws-sdk/client-eks';
import { defaultKubernetes, minorOf, newestKubernetes } from '../../../tables/kubernetes.ts';
import { minorAfter } from '../../support/kubernetes.ts';
import { REGION } from '../support/played-aws.ts';
import { usePlayedAws } from './support.ts';

// The clients are the commands' own: they refuse whatever AWS's own model doesn't let it say.
const played = usePlayedAws();
const name = 'sock-shop';
const user = 'arn:aws:iam::000000000000:user/practice';
const cluster = `arn:aws:eks:${REGION}:000000000000:cluster/${name}`;

let eks: EKS;
let nodeRole = '';
let subnetIds: string[] = [];

beforeAll(async () => {
  eks = await played.aws.eks();
  const ec2 = await played.aws.ec2();
  const { Vpc } = await ec2.createVpc({ CidrBlock: '192.168.0.0/16' });
  const made = await Promise.all(
    ['a', 'b'].map((zone, index) =>
      ec2.createSubnet({
        VpcId: Vpc?.VpcId,
        AvailabilityZone: `${REGION}${zone}`,
        CidrBlock: `192.168.${index * 32}.0/19`,
      }),
    ),
  );
  subnetIds = made.map(({ Subnet }) => Subnet?.SubnetId ?? '');
  for (const SubnetId of subnetIds) {
    await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: true } });
  }
  const iam = await played.aws.iam();
  const { Role } = await iam.createRole({
    RoleName: 'nodes',
    AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
  });
  nodeRole = Role?.Arn ?? '';
  await eks.createCluster({
    name,
    version: defaultKubernetes,
    roleArn: nodeRole,
    resourcesVpcConfig: { subnetIds, publicAccessCidrs: ['198.18.0.7/32'] },
    accessConfig: { authenticationMode: 'API' },
    logging: { clusterLogging: [{ types: ['api', 'audit'], enabled: true }] },
    tags: { project: 'eks-sock-shop' },
  });
  await eks.createNodegroup({
    clusterName: name,
    nodegroupName: 'workers',
    nodeRole,
    subnets: subnetIds,
    instanceTypes: ['t3.large'],
    scalingConfig: { minSize: 2, desiredSize: 3, maxSize: 4 },
  });
});

const missing = (answer: object | undefined, members: readonly string[]): string[] =>
  members.filter((member) => (answer as Record<string, unknown>)?.[member] === undefined);

describe('a cluster', () => {
  test('is described with all that the commands and eksctl read', async () => {
    const { cluster: told } = await eks.describeCluster({ name });
    const members = ['name', 'arn', 'createdAt', 'version', 'endpoint', 'roleArn', 'status'];
    const parts = ['resourcesVpcConfig', 'kubernetesNetworkConfig', 'logging', 'identity'];
    const more = ['certificateAuthority', 'platformVersion', 'tags', 'health', 'accessConfig'];
    expect(missing(told, [...members, ...parts, ...more, 'upgradePolicy'])).toEqual([]);
    expect(told).toMatchObject({
      arn: cluster,
      status: 'ACTIVE',
      version: defaultKubernetes,
      resourcesVpcConfig: {
        subnetIds,
        publicAccessCidrs: ['198.18.0.7/32'],
        clusterSecurityGroupId: expect.stringMatching(/^sg-/),
        vpcId: expect.stringMatching(/^vpc-/),
      },
      identity: { oidc: { issuer: expect.stringMatching(/^https:\/\/oidc\.eks\.us-west-2\./) } },
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
      tags: { project: 'eks-sock-shop' },
    });
  });

  test('has a log group, and a security group that EKS named', async () => {
    const { logGroups = [] } = await (await played.aws.logs()).describeLogGroups({});
    expect(logGroups.map((one) => one.logGroupName)).toContain(`/aws/eks/${name}/cluster`);
    const { SecurityGroups = [] } = await (
      await played.aws.ec2()
    ).describeSecurityGroups({
      Filters: [{ Name: 'tag:aws:eks:cluster-name', Values: [name] }],
    });
    expect(SecurityGroups).toHaveLength(1);
  });

  test('cannot be made twice, in one zone, or of a version that is not sold', async () => {
    const asked = { roleArn: nodeRole, resourcesVpcConfig: { subnetIds } };
    await expect(eks.createCluster({ name, ...asked })).rejects.toThrow(/already exists/);
    const one = { subnetIds: subnetIds.slice(0, 1) };
    await expect(
      eks.createCluster({ name: 'other', roleArn: nodeRole, resourcesVpcConfig: one }),
    ).rejects.toThrow(/two different AZs/);
    await expect(eks.createCluster({ name: 'other', version: '1.20', ...asked })).rejects.toThrow(
      /unsupported Kubernetes version 1\.20/,
    );
  });

  test('cannot be deleted while it has node groups', async () => {
    await expect(eks.deleteCluster({ name })).rejects.toThrow(/nodegroups attached/);
  });

  test('is sold in the minor versions of our table, the default among them', async () => {
    const { clusterVersions = [] } = await eks.describeClusterVersions({});
    expect(clusterVersions[0]?.clusterVersion).toBe(newestKubernetes);
    expect(clusterVersions.find((one) => one.defaultVersion)?.clusterVersion).toBe(
      defaultKubernetes,
    );
  });
});

describe('a node group', () => {
  test('is an Auto Scaling group of instances, spread over the zones, each with an address on loopback', async () => {
    const { nodegroup } = await eks.describeNodegroup({
      clusterName: name,
      nodegroupName: 'workers',
    });
    expect(nodegroup).toMatchObject({
      status: 'ACTIVE',
      version: defaultKubernetes,
      releaseVersion: expect.stringMatching(
        new RegExp(`^${minorOf(defaultKubernetes).release}-\\d{8}$`),
      ),
      scalingConfig: { minSize: 2, desiredSize: 3, maxSize: 4 },
      amiType: 'AL2023_x86_64_STANDARD',
      capacityType: 'ON_DEMAND',
      health: { issues: [] },
    });
    const group = nodegroup?.resources?.autoScalingGroups?.[0]?.name ?? '';
    const { AutoScalingGroups = [] } = await (
      await played.aws.autoscaling()
    ).describeAutoScalingGroups({ AutoScalingGroupNames: [group] });
    const instances = AutoScalingGroups[0]?.Instances ?? [];
    expect(instances.map((one) => one.LifecycleState)).toEqual(Array(3).fill('InService'));
    const { Reservations = [] } = await (
      await played.aws.ec2()
    ).describeInstances({ InstanceIds: instances.map((one) => one.InstanceId ?? '') });
    const machines = Reservations.flatMap((one) => one.Instances ?? []);
    expect(new Set(machines.map((one) => one.Placement?.AvailabilityZone)).size).toBe(2);
    for (const machine of machines) {
      expect(machine.PublicIpAddress).toMatch(/^127\.100\./);
      expect(machine.PrivateDnsName).toMatch(/^ip-192-168-.*\.us-west-2\.compute\.internal$/);
      expect(machine.InstanceType).toBe('t3.large');
    }
  });

  test('gives its role an access entry of its own kind', async () => {
    const { accessEntry } = await eks.describeAccessEntry({
      clusterName: name,
      principalArn: nodeRole,
    });
    expect(accessEntry).toMatchObject({ type: 'EC2_LINUX', kubernetesGroups: ['system:nodes'] });
  });

  test('is scaled within its bounds, and not beyond them', async () => {
    const which = { clusterName: name, nodegroupName: 'workers' };
    await expect(
      eks.updateNodegroupConfig({ ...which, scalingConfig: { desiredSize: 9 } }),
    ).rejects.toThrow(/desired capacity 9/);
    const { update } = await eks.updateNodegroupConfig({
      ...which,
      scalingConfig: { minSize: 0, desiredSize: 2 },
      labels: { addOrUpdateLabels: { a: 'b' } },
    });
    expect(update).toMatchObject({ status: 'Successful', type: 'ConfigUpdate' });
    const { nodegroup } = await eks.describeNodegroup(which);
    expect(nodegroup).toMatchObject({ scalingConfig: { desiredSize: 2 }, labels: { a: 'b' } });
  });
});

describe('access', () => {
  test('the creator is an administrator', async () => {
    const { associatedAccessPolicies = [] } = await eks.listAssociatedAccessPolicies({
      clusterName: name,
      principalArn: user,
    });
    expect(associatedAccessPolicies[0]).toMatchObject({
      policyArn: expect.stringMatching(/AmazonEKSClusterAdminPolicy$/),
      accessScope: { type: 'cluster', namespaces: [] },
    });
  });

  test('a role gets in with a policy for a namespace, and out again; nobody gets in whom IAM does not know', async () => {
    const iam = await played.aws.iam();
    const { Role } = await iam.createRole({
      RoleName: 'learner',
      AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    });
    const which = { clusterName: name, principalArn: Role?.Arn ?? '' };
    await eks.createAccessEntry({ ...which, kubernetesGroups: ['learners'] });
    await expect(eks.createAccessEntry(which)).rejects.toThrow(/already in use/);
    await eks.associateAccessPolicy({
      ...which,
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
      accessScope: { type: 'namespace', namespaces: ['sock-shop'] },
    });
    const { accessEntry } = await eks.describeAccessEntry(which);
    expect(accessEntry).toMatchObject({
      username: 'arn:aws:sts::000000000000:assumed-role/learner/{{SessionName}}',
      kubernetesGroups: ['learners'],
      type: 'STANDARD',
    });
    await eks.disassociateAccessPolicy({
      ...which,
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
    });
    await eks.deleteAccessEntry(which);
    const { accessEntries } = await eks.listAccessEntries({ clusterName: name });
    expect(accessEntries).toEqual([user, nodeRole]);
    await expect(
      eks.createAccessEntry({
        clusterName: name,
        principalArn: 'arn:aws:iam::000000000000:role/nobody',
      }),
    ).rejects.toThrow(/invalid principal/);
  });

  test('a presigned question that its key did not sign is refused', async () => {
    const credential = encodeURIComponent(
      `AKIAPRACTICE00000000/20261130/${REGION}/sts/aws4_request`,
    );
    const query = `Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Credential=${credential}`;
    for (const more of [
      '',
      '&X-Amz-SignedHeaders=host&X-Amz-Date=20261130T000000Z&X-Amz-Signature=00',
    ]) {
      const answer = await fetch(`${played.url}/?${query}${more}`);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('SignatureDoesNotMatch');
    }
  });
});

describe('addons', () => {
  test('each is offered in versions for a minor version, and made of one of them', async () => {
    const { addons = [] } = await eks.describeAddonVersions({
      addonName: 'kube-proxy',
      kubernetesVersion: defaultKubernetes,
    });
    const versions = addons[0]?.addonVersions?.map((one) => one.addonVersion ?? '') ?? [];
    expect(versions[0]).toContain(`v${minorOf(defaultKubernetes).release}`);
    await eks.createAddon({
      clusterName: name,
      addonName: 'kube-proxy',
      addonVersion: versions[1],
    });
    await eks.updateAddon({
      clusterName: name,
      addonName: 'kube-proxy',
      addonVersion: versions[0],
    });
    const { addon } = await eks.describeAddon({ clusterName: name, addonName: 'kube-proxy' });
    expect(addon).toMatchObject({ status: 'ACTIVE', addonVersion: versions[0] });
    await expect(
      eks.createAddon({ clusterName: name, addonName: 'coredns', addonVersion: 'v0.0.1' }),
    ).rejects.toThrow(/version specified is not supported/);
  });

  test('one with Pods of a Deployment is degraded while there is no node', async () => {
    const which = { clusterName: name, nodegroupName: 'workers' };
    await eks.createAddon({ clusterName: name, addonName: 'coredns' });
    await eks.updateNodegroupConfig({ ...which, scalingConfig: { desiredSize: 0 } });
    const without = await eks.describeAddon({ clusterName: name, addonName: 'coredns' });
    expect(without.addon?.status).toBe('DEGRADED');
    expect(without.addon?.health?.issues?.[0]?.code).toBe('InsufficientNumberOfReplicas');
    await eks.updateNodegroupConfig({ ...which, scalingConfig: { desiredSize: 2 } });
    const again = await eks.describeAddon({ clusterName: name, addonName: 'coredns' });
    expect(again.addon?.status).toBe('ACTIVE');
  });

  test('a pod identity is listed, told, and gone with its addon', async () => {
    await eks.createAddon({
      clusterName: name,
      addonName: 'aws-ebs-csi-driver',
      podIdentityAssociations: [{ serviceAccount: 'ebs-csi-controller-sa', roleArn: nodeRole }],
    });
    const { associations = [] } = await eks.listPodIdentityAssociations({ clusterName: name });
    expect(associations).toHaveLength(1);
    const { association } = await eks.describePodIdentityAssociation({
      clusterName: name,
      associationId: associations[0]?.associationId,
    });
    expect(association).toMatchObject({ namespace: 'kube-system', roleArn: nodeRole });
    await eks.deleteAddon({ clusterName: name, addonName: 'aws-ebs-csi-driver' });
    const after = await eks.listPodIdentityAssociations({ clusterName: name });
    expect(after.associations).toEqual([]);
  });
});

describe('the next minor version', () => {
  test('insights are in no way, and no minor version is left out', async () => {
    const { insights = [] } = await eks.listInsights({
      clusterName: name,
      filter: { categories: ['UPGRADE_READINESS'] },
    });
    expect(new Set(insights.map((one) => one.insightStatus?.status))).toEqual(new Set(['PASSING']));
    const { insight } = await eks.describeInsight({ clusterName: name, id: insights[0]?.id });
    expect(insight?.kubernetesVersion).toBe(newestKubernetes);
    await expect(eks.updateClusterVersion({ name, version: '1.38' })).rejects.toThrow(
      /Unsupported Kubernetes minor version update/,
    );
  });

  test('the control plane comes first, its nodes are made anew', async () => {
    const which = { clusterName: name, nodegroupName: 'workers' };
    await expect(
      eks.updateNodegroupVersion({ ...which, version: newestKubernetes }),
    ).rejects.toThrow(/not compatible/);
    const begun = await eks.updateClusterVersion({ name, version: newestKubernetes });
    const { update } = await eks.describeUpdate({ name, updateId: begun.update?.id });
    expect(update).toMatchObject({ status: 'Successful', type: 'VersionUpdate' });
    expect((await eks.describeCluster({ name })).cluster?.version).toBe(newestKubernetes);
    const before = await machines();
    const rolling = await eks.updateNodegroupVersion(which);
    for (;;) {
      const seen = await eks.describeUpdate({
        name,
        nodegroupName: 'workers',
        updateId: rolling.update?.id,
      });
      if (seen.update?.status !== 'InProgress') break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const after = await machines();
    expect(new Set(await zones(after)).size).toBe(2);
    expect(after).toHaveLength(before.length);
    expect(after.filter((one) => before.includes(one))).toEqual([]);
    const { nodegroup } = await eks.describeNodegroup(which);
    expect(nodegroup).toMatchObject({
      version: newestKubernetes,
      status: 'ACTIVE',
      scalingConfig: { minSize: 0, desiredSize: 2, maxSize: 4 },
    });
    const { updateIds = [] } = await eks.listUpdates({ name });
    expect(updateIds).toContain(begun.update?.id);
  });

  test('the way back is open once, after the nodes have gone it', async () => {
    const which = { clusterName: name, nodegroupName: 'workers' };
    await expect(eks.updateClusterVersion({ name, version: defaultKubernetes })).rejects.toThrow(
      /take it back to/,
    );
    await eks.deleteNodegroup(which);
    const { update } = await eks.updateClusterVersion({ name, version: defaultKubernetes });
    expect(update).toMatchObject({ status: 'Successful', type: 'VersionRollback' });
    await expect(
      eks.updateClusterVersion({ name, version: minorAfter(defaultKubernetes, -1) }),
    ).rejects.toThrow(/Unsupported/);
  });

  async function zones(ids: string[]): Promise<(string | undefined)[]> {
    const { Reservations = [] } = await (
      await played.aws.ec2()
    ).describeInstances({ InstanceIds: ids });
    return Reservations.flatMap((one) => one.Instances ?? []).map(
      (one) => one.Placement?.AvailabilityZone,
    );
  }

  async function machines(): Promise<string[]> {
    const groups = await (await played.aws.autoscaling()).describeAutoScalingGroups({});
    return (groups.AutoScalingGroups ?? []).flatMap((one) =>
      (one.Instances ?? []).map(({ InstanceId }) => InstanceId ?? ''),
    );
  }
});

test('what is deleted leaves nothing of its own', async () => {
  await eks.deleteCluster({ name });
  expect((await eks.listClusters({})).clusters).toEqual([]);
  const ec2 = await played.aws.ec2();
  const { LaunchTemplates } = await ec2.describeLaunchTemplates({});
  expect(LaunchTemplates).toEqual([]);
  expect((await ec2.describeNetworkInterfaces({})).NetworkInterfaces).toEqual([]);
  expect((await ec2.describeVolumes({})).Volumes).toEqual([]);
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({});
  expect(SecurityGroups.map((one) => one.GroupName)).toEqual(['default', 'default']);
});
