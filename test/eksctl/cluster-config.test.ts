import { describe, expect, test } from '@jest/globals';
import { findings } from '../../checks/run.ts';
import { albCommands } from '../../eksctl/alb-commands.ts';
import { clusterConfig, LOAD_BALANCER_CONTROLLER } from '../../eksctl/cluster-config.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf, options, type Overrides } from '../support/configs.ts';
import { find, objectsOf, podsOf } from '../support/objects.ts';

const configFor = (overrides: Overrides = {}) => clusterConfig(configOf(overrides));

describe('who may reach the API', () => {
  test('is access.from, from outside, and the nodes from inside', () => {
    const from = ['198.51.100.0/24', '203.0.113.10/32'];
    expect(configFor({ access: { from } }).vpc).toMatchObject({
      clusterEndpoints: { publicAccess: true, privateAccess: true },
      publicAccessCIDRs: from,
    });
  });

  test('is nobody with the example address, and the file says so at its top', () => {
    const comments = (from: string[]) =>
      synthesize(configOf({ access: { from } })).clusterConfig?.comments;
    expect(comments(['203.0.113.10/32'])?.[0]).toMatch(
      /^WARNING: access\.from .* 203\.0\.113\.10\/32/,
    );
    expect(comments(['52.94.76.10/32'])).toBeUndefined();
  });
});

describe('the autoscaler’s role', () => {
  interface Statement {
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: string;
    readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string>> };
  }
  const [account] = configFor({ name: 'blue' }).iam?.serviceAccounts ?? [];
  const policy = account?.attachPolicy as { Statement?: Statement[] } | undefined;
  const statements = policy?.Statement ?? [];

  test('is bound to its ServiceAccount, through the cluster’s OIDC provider', () => {
    expect(configFor().iam).toMatchObject({
      withOIDC: true,
      serviceAccounts: [{ metadata: { name: 'cluster-autoscaler', namespace: 'kube-system' } }],
    });
    expect(account).not.toHaveProperty('wellKnownPolicies');
  });

  test('writes only where this cluster’s tags are', () => {
    const isRead = (action: string) => /:(Describe|Get)[A-Z]/.test(action);
    const writing = statements.filter(({ Action }) => !Action.every(isRead));
    expect(writing.flatMap(({ Action }) => Action)).toEqual([
      'autoscaling:SetDesiredCapacity',
      'autoscaling:TerminateInstanceInAutoScalingGroup',
    ]);
    for (const { Condition } of writing) {
      expect(Condition).toEqual({
        StringEquals: {
          'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true',
          'aws:ResourceTag/k8s.io/cluster-autoscaler/blue': 'owned',
        },
      });
    }
  });

  test('allows no action by a wildcard', () => {
    for (const { Action } of statements)
      for (const action of Action) expect(action).not.toContain('*');
  });

  test.each(['default', ...Object.keys(options)])('is never on the nodes, with %s', (name) => {
    for (const group of configFor(options[name]).managedNodeGroups ?? []) {
      expect(group.iam ?? {}).not.toHaveProperty('withAddonPolicies');
    }
  });
});

describe('the node group', () => {
  const [group] = configFor({ name: 'blue' }).managedNodeGroups ?? [];

  test('is 2, 3, 4 of t3.large, encrypted, IMDSv2 only and not from pods, without ssh', () => {
    expect(group).toMatchObject({
      instanceType: 't3.large',
      minSize: 2,
      desiredCapacity: 3,
      maxSize: 4,
      amiFamily: 'AmazonLinux2023',
      volumeType: 'gp3',
      volumeEncrypted: true,
      disableIMDSv1: true,
      disablePodIMDS: true,
    });
    expect(group).not.toHaveProperty('ssh');
  });

  test('carries the tags by which the autoscaler finds it, on its Auto Scaling group too', () => {
    expect(group).toMatchObject({
      propagateASGTags: true,
      tags: {
        'k8s.io/cluster-autoscaler/enabled': 'true',
        'k8s.io/cluster-autoscaler/blue': 'owned',
      },
    });
  });

  test('is of spot instances when asked for', () => {
    expect(configFor({ nodes: { spot: true } }).managedNodeGroups).toMatchObject([
      { spot: true, instanceTypes: ['t3.large'] },
    ]);
  });
});

describe("the node's role", () => {
  test('is left to the launch template, where there is one: eksctl refuses the key beside it', () => {
    const nodes = { launchTemplate: { own: true, id: 'lt-0123456789abcdef0' } };
    expect(configFor({ nodes }).managedNodeGroups?.[0]).not.toHaveProperty('disablePodIMDS');
    expect(findings(synthesize(configOf({ nodes })))).toEqual([]);
  });

  // Without the nodes' role, and without the metadata service that tells the region.
  test('is nothing that a pod of ours would need: each that calls AWS has a role and a region', () => {
    const config = configOf({
      sockShop: { storage: 'persistent' },
      ingress: { controller: 'alb' },
    });
    const { iam, addons = [] } = clusterConfig(config);
    expect(iam?.serviceAccounts?.map(({ metadata }) => metadata?.name)).toEqual([
      'cluster-autoscaler',
      LOAD_BALANCER_CONTROLLER,
    ]);
    expect(addons).toContainEqual(
      expect.objectContaining({
        name: 'aws-ebs-csi-driver',
        wellKnownPolicies: { ebsCSIController: true },
      }),
    );
    const [autoscaler] = podsOf([find(objectsOf(), 'Deployment', 'cluster-autoscaler')]);
    expect(autoscaler?.containers[0]?.env).toContainEqual({
      name: 'AWS_REGION',
      value: 'us-west-2',
    });
    expect(albCommands(config)[1]).toMatch(/--set region=us-west-2 [^]*--set vpcId="\$\(aws /);
  });
});

describe('the addons', () => {
  const core = ['vpc-cni', 'coredns', 'kube-proxy'];
  const namesIn = (overrides: Overrides) => configFor(overrides).addons?.map(({ name }) => name);
  const observability = 'amazon-cloudwatch-observability';
  const policiesIn = (region: string) =>
    configFor({ region, addons: [{ name: observability }] }).addons?.find(
      ({ name }) => name === observability,
    )?.attachPolicyARNs;

  // eksctl leaves it out there by itself, but not where it is named: then the cluster's creation fails.
  test.each(['us-gov-west-1', 'us-gov-east-1', 'cn-north-1', 'cn-northwest-1'])(
    'have no metrics-server in %s',
    (region) => {
      expect(namesIn({ region })).toEqual(core);
      expect(namesIn({ region, sockShop: { storage: 'persistent' } })).toEqual([
        ...core,
        'aws-ebs-csi-driver',
      ]);
    },
  );

  test('have it everywhere else', () => {
    expect(namesIn({ region: 'eu-central-1' })).toEqual([...core, 'metrics-server']);
  });

  test("CloudWatch's have AWS's policies, of the region's partition", () => {
    expect(policiesIn('us-west-2')).toEqual([
      'arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy',
      'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess',
    ]);
    expect(policiesIn('cn-north-1')).toEqual([
      'arn:aws-cn:iam::aws:policy/CloudWatchAgentServerPolicy',
      'arn:aws-cn:iam::aws:policy/AWSXrayWriteOnlyAccess',
    ]);
  });

  test('that have a role have it within the boundary', () => {
    const boundary = 'arn:aws:iam::111122223333:policy/boundary';
    const addons = [observability, 'aws-efs-csi-driver', 'snapshot-controller'].map((name) => ({
      name,
    }));
    const config = configFor({ roles: { boundary }, addons });
    const within = config.addons?.filter((addon) => addon.permissionsBoundary === boundary);
    expect(within?.map(({ name }) => name)).toEqual([
      'vpc-cni',
      observability,
      'aws-efs-csi-driver',
    ]);
    expect(findings(synthesize(configOf({ roles: { boundary }, addons })))).toEqual([]);
  });
});

describe('the network', () => {
  test('has public nodes and no NAT gateway by default', () => {
    expect(configFor()).toMatchObject({
      vpc: { nat: { gateway: 'Disable' } },
      managedNodeGroups: [{ privateNetworking: false }],
    });
  });

  test('has private nodes behind one when asked for', () => {
    expect(configFor({ network: 'private' })).toMatchObject({
      vpc: { nat: { gateway: 'Single' } },
      managedNodeGroups: [{ privateNetworking: true }],
    });
  });

  test('is an existing VPC when one is named', () => {
    const { vpc } = configFor(options['existing vpc']);
    expect(vpc).toMatchObject({
      id: 'vpc-0123456789abcdef0',
      subnets: { public: { 'us-west-2a': { id: 'subnet-0123456789abcdef0' } } },
    });
    expect(vpc).not.toHaveProperty('cidr');
    expect(vpc).not.toHaveProperty('nat');
  });
});

describe('persistent storage', () => {
  const config = configFor({ sockShop: { storage: 'persistent' } });

  test('brings the EBS driver with a role of its own', () => {
    expect(config.addons).toContainEqual(
      expect.objectContaining({
        name: 'aws-ebs-csi-driver',
        wellKnownPolicies: { ebsCSIController: true },
      }),
    );
  });

  test('keeps the nodes in one zone, beside their volumes', () => {
    expect(config.availabilityZones).toEqual(['us-west-2a', 'us-west-2b']);
    expect(config.managedNodeGroups).toMatchObject([{ availabilityZones: ['us-west-2a'] }]);
  });
});

test('admins get access entries; the creator keeps its own unless told otherwise', () => {
  expect(configFor().accessConfig).toEqual({
    authenticationMode: 'API',
    bootstrapClusterCreatorAdminPermissions: true,
  });
  expect(configFor(options.admins).accessConfig).toMatchObject({
    bootstrapClusterCreatorAdminPermissions: false,
    accessEntries: [
      {
        principalARN: 'arn:aws:iam::111122223333:role/platform',
        accessPolicies: [
          {
            policyARN: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
            accessScope: { type: 'cluster' },
          },
        ],
      },
    ],
  });
});

test('ARNs are of the region’s own partition', () => {
  const admins = ['arn:aws-us-gov:iam::111122223333:role/platform'];
  const config = configFor({
    region: 'us-gov-west-1',
    access: { from: ['203.0.113.10/32'], admins },
  });
  expect(JSON.stringify(config.accessConfig)).toContain(
    'arn:aws-us-gov:eks::aws:cluster-access-policy/',
  );
});

test('the network policies are enforced', () => {
  const cni = configFor().addons?.find(({ name }) => name === 'vpc-cni');
  expect(JSON.parse(cni?.configurationValues ?? '')).toEqual({ enableNetworkPolicy: 'true' });
});

test('roles that the user brings are used', () => {
  expect(configFor(options['own roles'])).toMatchObject({
    iam: { serviceRoleARN: 'arn:aws:iam::111122223333:role/eks-service' },
    managedNodeGroups: [{ iam: { instanceRoleARN: 'arn:aws:iam::111122223333:role/eks-node' } }],
  });
});

test('everything is tagged, so that clean-up can prove that nothing is left', () => {
  const config = configFor(options['tags, expiry, zones, logs, addons']);
  const tags = {
    project: 'eks-sock-shop',
    cluster: 'sock-shop',
    owner: 'dev',
    expires: '2027-01-31',
    team: 'shop',
  };
  expect(config.metadata.tags).toEqual(tags);
  expect(config.managedNodeGroups?.[0]?.tags).toMatchObject(tags);
});

test('support is STANDARD, Auto Mode off, logs kept for a time', () => {
  expect(configFor()).toMatchObject({
    upgradePolicy: { supportType: 'STANDARD' },
    autoModeConfig: { enabled: false },
    cloudWatch: { clusterLogging: { logRetentionInDays: 7 } },
  });
});

test('with manifestsOnly there is no ClusterConfig', () => {
  expect(synthesize(configOf({ manifestsOnly: true })).clusterConfig).toBeUndefined();
});
