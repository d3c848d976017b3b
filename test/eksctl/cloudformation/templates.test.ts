import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { findings } from '../../../checks/run.ts';
import { capacityReport } from '../../../checks/capacity/report.ts';
import { templateFiles } from '../../../eksctl/cloudformation/files.ts';
import { nodesTemplate } from '../../../eksctl/cloudformation/nodes.ts';
import { rolesTemplate } from '../../../eksctl/cloudformation/roles.ts';
import { at } from '../../../checks/values.ts';
import { clusterConfig } from '../../../eksctl/cluster-config.ts';
import { evaluate } from '../../../eksctl/iam/evaluate.ts';
import { readPolicy } from '../../../eksctl/iam/policy.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf, type Overrides } from '../../support/configs.ts';
import { treeOf } from '../../support/trees.ts';
import { checker } from '../../../scripts/validate/checker.ts';
import { validate } from '../../../scripts/validate/validate.ts';
import { previousKubernetes } from '../../support/kubernetes.ts';

const BOTH = { nodes: { launchTemplate: { own: true } }, roles: { own: true } };
const ID = 'lt-0123456789abcdef0';
const made = { nodes: { launchTemplate: { own: true, id: ID, version: 3 } } };

describe('the files', () => {
  const paths = (overrides: Overrides) =>
    templateFiles(configOf(overrides)).map(({ path }) => path);

  test('are made only for those who ask', () => {
    expect(paths({})).toEqual([]);
    expect(paths(BOTH)).toEqual(['cloudformation/roles.yaml', 'cloudformation/nodes.yaml']);
    expect(paths({ roles: { own: true } })).toEqual(['cloudformation/roles.yaml']);
    expect(paths({ nodes: { launchTemplate: { id: ID } } })).toEqual([]);
    expect(paths({ ...BOTH, manifestsOnly: true })).toEqual([]);
  });

  test('belong to the folder, and neither kubectl nor Flux sees them', () => {
    const tree = treeOf(BOTH);
    expect([...tree.keys()].filter((path) => path.startsWith('cloudformation/'))).toHaveLength(2);
    expect(tree.get('cloudformation/nodes.yaml')).toMatch(
      /^# Made by `npm run synth`.*\n# Deployed by npm run launch-template -- --cluster sock-shop\n/,
    );
    expect(tree.get('kustomization.yaml')).toBe(treeOf().get('kustomization.yaml'));
  });

  test('lie beside the manifests, for npm run validate too', () => {
    const files = [...treeOf(made)].map(([file, text]) => ({ file, text, named: false }));
    const { problems, leftAlone } = validate(files, checker);
    expect(problems).toEqual([]);
    expect(leftAlone).toContainEqual({ file: 'cloudformation/nodes.yaml', what: 'CloudFormation' });
  });
});

describe("the nodes' template", () => {
  const data = (overrides: Overrides = BOTH) =>
    at(
      nodesTemplate(configOf(overrides)),
      'Resources',
      'NodeLaunchTemplate',
      'Properties',
      'LaunchTemplateData',
    );

  const joins = {
    name: 'sock-shop',
    apiServerEndpoint: '${ClusterEndpoint}',
    certificateAuthority: '${ClusterCertificate}',
    cidr: '${ServiceRange}',
  };
  // The one part of the user data, as nodeadm reads it.
  const nodeConfig = (overrides: Overrides) => {
    const text = String(at(data(overrides), 'UserData', 'Fn::Base64', 'Fn::Sub'));
    const [, boundary = ''] = /boundary="(.*)"/.exec(text) ?? [];
    const [, part = '', end] = text.split(`--${boundary}`);
    expect(end).toBe('--\n');
    expect(part).toMatch(/^\nContent-Type: application\/node.eks.aws\n\n/);
    return parse(part.split('\n\n')[1] ?? '') as { spec: unknown };
  };

  test('has the type, an encrypted gp3 disk, IMDSv2 and the tags', () => {
    expect(data()).toEqual({
      InstanceType: 't3.large',
      BlockDeviceMappings: [
        {
          DeviceName: '/dev/xvda',
          Ebs: { VolumeType: 'gp3', VolumeSize: 40, Encrypted: true, DeleteOnTermination: true },
        },
      ],
      MetadataOptions: {
        HttpEndpoint: 'enabled',
        HttpTokens: 'required',
        HttpPutResponseHopLimit: 1,
      },
      TagSpecifications: ['instance', 'volume', 'network-interface'].map((ResourceType) => ({
        ResourceType,
        Tags: [
          { Key: 'project', Value: 'eks-sock-shop' },
          { Key: 'cluster', Value: 'sock-shop' },
          { Key: 'owner', Value: 'dev' },
          { Key: 'Name', Value: 'sock-shop-node' },
        ],
      })),
    });
  });

  // Each would either break the nodes or what EKS does for them.
  test('has no security group, no instance profile, no subnet, no key and no image', () => {
    const keys = Object.keys(data() as object);
    for (const key of [
      'SecurityGroupIds',
      'SecurityGroups',
      'NetworkInterfaces',
      'IamInstanceProfile',
      'KeyName',
      'ImageId',
      'UserData',
    ]) {
      expect(keys).not.toContain(key);
    }
  });

  test("fixes the image of the cluster's minor and the nodes' architecture when asked", () => {
    const fixed = {
      kubernetes: previousKubernetes,
      nodes: { instanceType: 'm7g.large', launchTemplate: { own: true, ami: 'ssm' } },
    };
    expect(data(fixed)).toMatchObject({ ImageId: { Ref: 'ImageId' } });
    expect(nodesTemplate(configOf(fixed)).Parameters).toMatchObject({
      ImageId: {
        Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
        Default: `/aws/service/eks/optimized-ami/${previousKubernetes}/amazon-linux-2023/arm64/standard/recommended/image_id`,
      },
    });
    // EKS tells nodes of its own images only where their cluster is.
    expect(nodeConfig(fixed)).toEqual({
      apiVersion: 'node.eks.aws/v1alpha1',
      kind: 'NodeConfig',
      spec: { cluster: joins },
    });
  });

  // EKS tells such nodes their labels no more than their cluster.
  test('tells nodes of a fixed image the labels that they register with', () => {
    const labels = { team: 'shop', 'example.com/tier': 'front-end', spare: '' };
    const nodes = { labels, launchTemplate: { own: true, ami: 'ssm' } };
    expect(nodeConfig({ nodes }).spec).toEqual({
      cluster: joins,
      kubelet: { flags: ['--node-labels=team=shop,example.com/tier=front-end,spare='] },
    });
    expect(data({ nodes: { labels, launchTemplate: { own: true } } })).not.toHaveProperty(
      'UserData',
    );
  });
});

describe("the roles' template", () => {
  const role = (name: string, overrides: Overrides = {}) =>
    at(rolesTemplate(configOf(overrides)), 'Resources', name, 'Properties');
  const mayTake = (name: string, service: string) =>
    evaluate([readPolicy(at(role(name), 'AssumeRolePolicyDocument'), 'trust')], {
      action: 'sts:AssumeRole',
      principal: { type: 'Service', id: service },
    }).decision;

  test('gives each role its managed policies, and no more', () => {
    expect(at(role('ClusterRole'), 'ManagedPolicyArns')).toEqual([
      'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
      'arn:aws:iam::aws:policy/AmazonEKSVPCResourceController',
    ]);
    expect(at(role('NodeRole'), 'ManagedPolicyArns')).toEqual([
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
      'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
      'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
    ]);
    expect(at(role('NodeRole'), 'Policies')).toBeUndefined();
  });

  test('lets the right service take each, and no other', () => {
    expect(mayTake('ClusterRole', 'eks.amazonaws.com')).toBe('allowed');
    expect(mayTake('ClusterRole', 'ec2.amazonaws.com')).toBe('implicitly denied');
    expect(mayTake('NodeRole', 'ec2.amazonaws.com')).toBe('allowed');
    expect(mayTake('NodeRole', 'eks.amazonaws.com')).toBe('implicitly denied');
  });

  test('keeps both within roles.boundary', () => {
    const boundary = 'arn:aws:iam::111122223333:policy/boundary';
    for (const name of ['ClusterRole', 'NodeRole']) {
      expect(at(role(name), 'PermissionsBoundary')).toBeUndefined();
      expect(at(role(name, { roles: { own: true, boundary } }), 'PermissionsBoundary')).toBe(
        boundary,
      );
    }
  });
});

describe('the ClusterConfig', () => {
  test('has no node group while the template is still to be made, and says so', () => {
    expect(clusterConfig(configOf(BOTH)).managedNodeGroups).toEqual([]);
    expect(treeOf(BOTH).get('eksctl/cluster.yaml')).toContain(
      '# WARNING: the roles and the node group and its launch template of this cluster are still to be made',
    );
  });

  test('names the template in place of what eksctl refuses beside one', () => {
    const [group] = clusterConfig(configOf(made)).managedNodeGroups ?? [];
    expect(group).toMatchObject({
      name: 'workers',
      launchTemplate: { id: ID, version: '3' },
      minSize: 2,
      desiredCapacity: 3,
      maxSize: 4,
      propagateASGTags: true,
    });
    for (const key of [
      'instanceType',
      'instanceTypes',
      'volumeSize',
      'volumeType',
      'disableIMDSv1',
    ]) {
      expect(group).not.toHaveProperty(key);
    }
    expect(treeOf(made).get('eksctl/cluster.yaml')).not.toContain('still to be made');
  });

  test('may name a template that one brings, by its default version, for spot instances too', () => {
    const [group] =
      clusterConfig(configOf({ nodes: { spot: true, launchTemplate: { id: ID } } }))
        .managedNodeGroups ?? [];
    expect(group).toMatchObject({ launchTemplate: { id: ID }, spot: true });
    expect(group?.launchTemplate).not.toHaveProperty('version');
  });

  test.each([
    ['still to be made', BOTH],
    ['made', made],
    ['of spot instances', { nodes: { spot: true, launchTemplate: { id: ID } } }],
  ])('passes every check: %s', (_, overrides) => {
    expect(findings(synthesize(configOf(overrides)))).toEqual([]);
  });

  // The template holds what the report counts.
  test.each([
    ['still to be made', BOTH],
    ['made', made],
  ])('costs what it costs without a template of its own: %s', (_, overrides) => {
    const plain = capacityReport(synthesize(configOf()));
    expect(capacityReport(synthesize(configOf(overrides)))).toEqual(plain);
  });
});
