import type { ClusterConfig } from '../../config/schema.ts';
import { logGroupPrefixes } from '../log-groups.ts';
import { EKSCTL_TAG, rolesStack, templateStack } from '../stack-names.ts';
import { domainOf, partitionOf } from '../../tables/regions.ts';
import { arnsIn } from './arns.ts';
import { podRolesOf, roleIn, rolesOf, stacksOf } from './eksctl-names.ts';
import { managedPoliciesOf } from './managed-policies.ts';

/** On what an action is needed; a statement of a policy each. */
export type Scope = keyof typeof scopes;

/** The part of a statement that says on what, and under which conditions. */
export interface Grant {
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

type Scoped = (config: ClusterConfig) => Grant;

const scopes = {
  /** Reads that know no resources, in any region: IAM has none. */
  Everywhere: () => ({ Resource: '*' }),
  /** Reads that know no resources. */
  Region: ({ region }) => ({ Resource: '*', Condition: inRegion(region) }),
  /** The control plane, and what EKS has in it: node groups, addons, access entries and the like. */
  Cluster: ({ name, region }) => ({
    Resource: [
      `cluster/${name}`,
      ...[
        'nodegroup',
        'addon',
        'access-entry',
        'podidentityassociation',
        'fargateprofile',
        'identityproviderconfig',
        'capability',
      ].map((kind) => `${kind}/${name}/*`),
    ].map((resource) => arnsIn(region).of('eks', resource)),
  }),
  /** The public parameters in which AWS tells the nodes' images. */
  Images: ({ region }) => ({ Resource: arnsIn(region).awsParameter('aws/service/eks/*') }),
  /** The cluster's CloudFormation stacks: eksctl's, and those of launch-template. */
  Stacks: ({ name, region }) => ({
    Resource: [...stacksOf(name), templateStack(name), rolesStack(name)].map((stack) =>
      arnsIn(region).of('cloudformation', `stack/${stack}/*`),
    ),
  }),
  /** What begins to exist, and has no tags that could be asked for. */
  New: ({ region }) => ({
    Resource: ['vpc', 'internet-gateway', 'elastic-ip'].map((kind) =>
      arnsIn(region).of('ec2', `${kind}/*`),
    ),
  }),
  /** The network, by eksctl's tag: another cluster's things carry another name there. */
  Network: ({ name, region }) => ({
    Resource: arnsIn(region).of('ec2', '*'),
    Condition: { StringEquals: { [`aws:ResourceTag/${EKSCTL_TAG}`]: name } },
  }),
  /** The network's things while they are being made: without the tag yet, or with this cluster's. */
  Making: ({ name, region }) => ({
    Resource: arnsIn(region).of('ec2', '*'),
    Condition: { StringEqualsIfExists: { [`aws:ResourceTag/${EKSCTL_TAG}`]: name } },
  }),
  /** The tags that come with a thing when it is made. */
  NewTags: ({ region }) => ({
    Resource: arnsIn(region).of('ec2', '*'),
    Condition: { Null: { 'ec2:CreateAction': 'false' } },
  }),
  /** What EKS and Kubernetes make for the cluster, by the tag that both put on it. */
  Owned: ({ name, region }) => ({
    Resource: ['ec2', 'elasticloadbalancing'].map((service) => arnsIn(region).of(service, '*')),
    Condition: { StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${name}`]: 'owned' } },
  }),
  /** What the AWS Load Balancer Controller makes. */
  Balancers: ({ name, region }) => ({
    Resource: ['ec2', 'elasticloadbalancing'].map((service) => arnsIn(region).of(service, '*')),
    Condition: { StringEquals: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': name } },
  }),
  /** The network plugin's interfaces, which a node may leave behind. */
  Interfaces: ({ name, region }) => ({
    Resource: arnsIn(region).of('ec2', 'network-interface/*'),
    Condition: { StringEquals: { 'aws:ResourceTag/cluster.k8s.amazonaws.com/name': name } },
  }),
  /** Disks of claims, by the tag that the EBS driver puts on them. */
  Volumes: ({ name, region }) => ({
    Resource: arnsIn(region).of('ec2', 'volume/*'),
    Condition: { StringEquals: { 'aws:ResourceTag/KubernetesCluster': name } },
  }),
  /** The node groups' Auto Scaling groups, by the tag that EKS puts on them. */
  Groups: ({ name, region }) => ({
    Resource: arnsIn(region).of('autoscaling', 'autoScalingGroup:*:autoScalingGroupName/eks-*'),
    Condition: { StringEquals: { 'aws:ResourceTag/eks:cluster-name': name } },
  }),
  /** Launch templates: CloudFormation puts no tags on them, and their ARN has no name. */
  Templates: ({ region }) => ({ Resource: arnsIn(region).of('ec2', 'launch-template/*') }),
  /** Instances of a node group: EKS tries with the caller's own rights whether it may start them. */
  Nodes: ({ region, nodes }) => ({
    Resource: arnsIn(region).of('ec2', '*'),
    Condition: { StringEqualsIfExists: { 'ec2:InstanceType': nodes.instanceType } },
  }),
  /** The cluster's logs: the control plane's, and those of CloudWatch's own addon. */
  Logs: ({ name, region }) => ({
    Resource: logGroupPrefixes(name).map((prefix) =>
      arnsIn(region).of('logs', `log-group:${prefix}*`),
    ),
  }),
  /** Who else is let in, to see whether they exist. */
  Admins: ({ access }) => ({ Resource: [...access.admins] }),
  /** The policy that bounds the roles, likewise. */
  Boundary: ({ roles: { boundary } }) => ({ Resource: boundary ? [boundary] : [] }),
  /** The cluster's roles, whoever made them. */
  Roles: (config) => ({ Resource: [...madeRoles(config), ...broughtRoles(config)] }),
  /** The roles that eksctl makes for it; with roles.boundary only within that. */
  MadeRoles: (config) => ({ Resource: madeRoles(config), ...bounded(config) }),
  /** Policies for those roles: the ones that they need, no others. */
  AttachedPolicies: (config) => ({
    Resource: madeRoles(config),
    Condition: {
      ...bounded(config).Condition,
      ArnEquals: { 'iam:PolicyARN': managedPoliciesOf(config) },
    },
  }),
  /** Policies of their own, which only pods' roles have. */
  InlinePolicies: (config) => ({
    Resource: podRolesOf(config.name).map((role) => arnsIn(config.region).iam(`role/${role}`)),
    ...bounded(config),
  }),
  /** Handing those roles to the services that they are for. */
  PassedRoles: (config) => ({
    Resource: [...madeRoles(config), ...broughtRoles(config)],
    Condition: {
      StringEquals: {
        'iam:PassedToService': ['eks.amazonaws.com', `ec2.${domainOf(partitionOf(config.region))}`],
      },
    },
  }),
  /** The roles that AWS's own services need once in an account. */
  ServiceLinkedRoles: ({ region }) => ({
    Resource: arnsIn(region).iam('role/aws-service-role/*'),
    Condition: {
      StringEquals: {
        'iam:AWSServiceName': [
          'eks.amazonaws.com',
          'eks-nodegroup.amazonaws.com',
          'autoscaling.amazonaws.com',
          'elasticloadbalancing.amazonaws.com',
          'spot.amazonaws.com',
        ],
      },
    },
  }),
  /** The one of them that EKS looks for with the rights of whoever makes a node group. */
  NodesServiceRole: ({ region }) => ({
    Resource: arnsIn(region).iam(
      'role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup',
    ),
  }),
  /** The cluster's identity provider, which pods' roles trust, when it is made. */
  NewIssuer: (config) => ({
    Resource: issuers(config),
    Condition: { StringEquals: { [`aws:RequestTag/${EKSCTL_TAG}`]: config.name } },
  }),
  /** The cluster's identity provider afterwards. */
  Issuer: (config) => ({
    Resource: issuers(config),
    Condition: { StringEquals: { [`aws:ResourceTag/${EKSCTL_TAG}`]: config.name } },
  }),
  /** Any cluster's identity provider in the region: reading it has no tags to ask for. */
  Issuers: (config) => ({ Resource: issuers(config) }),
} satisfies Record<string, Scoped>;

/** On what, and under which conditions, for one cluster. */
export function grantOf(scope: Scope, config: ClusterConfig): Grant {
  return scopes[scope](config);
}

function inRegion(region: string) {
  return { StringEquals: { 'aws:RequestedRegion': region } };
}

function issuers({ region }: ClusterConfig): string {
  const domain = domainOf(partitionOf(region));
  return arnsIn(region).iam(`oidc-provider/oidc.eks.${region}.${domain}/id/*`);
}

function madeRoles({ name, region }: ClusterConfig): string[] {
  const own = ['ClusterRole', 'NodeRole'].map((role) => roleIn(rolesStack(name), role));
  return [...rolesOf(name), ...own].map((role) => arnsIn(region).iam(`role/${role}`));
}

function broughtRoles({ roles }: ClusterConfig): string[] {
  return [roles.cluster, roles.node].filter((arn) => arn !== null);
}

function bounded({ roles: { boundary } }: ClusterConfig): Pick<Grant, 'Condition'> {
  return boundary ? { Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } } } : {};
}
