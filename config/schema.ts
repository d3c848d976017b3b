import { z } from 'zod';
import { addonNames } from '../tables/addons.ts';
import { instanceTypes } from '../tables/instance-types.ts';
import { kubernetesVersions } from '../tables/kubernetes.ts';
import { regionNames } from '../tables/regions.ts';
import { arn, cidr, dnsLabel, isoDate, stringThat } from './fields.ts';
import { didYouMean } from './suggest.ts';

// One source for the types, the validation, the JSON Schema that editors read, and docs/cluster-file.md.

const nodePort = z.int().min(30000).max(32767);

const instanceType = stringThat((text) =>
  instanceTypes().has(text)
    ? undefined
    : {
        message: 'is not an EC2 instance type',
        allowed: 'a type such as t3.large, m7i.large or m7i-flex.large',
        fix: didYouMean(text, instanceTypes().keys()),
      },
);

const awsTags = z.record(z.string().min(1).max(128), z.string().max(256));

const subnets = z.record(
  z.string(),
  stringThat((text) =>
    /^subnet-[0-9a-f]{8,17}$/.test(text)
      ? undefined
      : { message: 'is not a subnet id', allowed: 'subnet- and 8 to 17 hex digits' },
  ),
);

const access = z.strictObject({
  from: z
    .array(cidr())
    .min(1)
    .describe(
      'The only IPv4 ranges that may reach anything: the Kubernetes API, load balancers, node ports.',
    ),
  admins: z
    .array(arn('iam', '(user|role)/'))
    .default([])
    .describe(
      'Further IAM users or roles that get cluster-admin, through EKS access entries. Not your own: the creator has it already.',
    ),
  creatorIsAdmin: z
    .boolean()
    .default(true)
    .describe('Whether the identity that creates the cluster keeps cluster-admin.'),
  anywhere: z
    .boolean()
    .default(false)
    .describe(
      'Opt in to ranges wider than a /8 in access.from, such as 0.0.0.0/0: the whole Internet may then try.',
    ),
});

const nodes = z.strictObject({
  instanceType: instanceType.default('t3.large').describe('The EC2 type of every node.'),
  min: z
    .int()
    .min(1)
    .max(450)
    .default(2)
    .describe('The fewest nodes; everything must fit on these.'),
  desired: z.int().min(1).max(450).default(3).describe('How many nodes the group starts with.'),
  max: z
    .int()
    .min(1)
    .max(450)
    .default(4)
    .describe('The most nodes that the autoscaler may add up to.'),
  volumeSize: z
    .int()
    .min(20)
    .max(16384)
    .default(40)
    .describe('GiB of encrypted gp3 disk on each node.'),
  spot: z
    .boolean()
    .default(false)
    .describe('Spot instances: cheaper, and AWS may take one back with two minutes of notice.'),
  labels: z
    .record(z.string(), z.string())
    .default({})
    .describe('Extra Kubernetes labels on every node.'),
});

const sockShop = z.strictObject({
  enabled: z.boolean().default(true).describe('Whether the shop is there at all.'),
  storage: z
    .enum(['ephemeral', 'persistent'])
    .default('ephemeral')
    .describe(
      "ephemeral: the databases' data goes with their pods. persistent: StatefulSets on encrypted gp3 volumes, nodes in one zone.",
    ),
  nodePort: nodePort
    .nullable()
    .default(null)
    .describe("The front end's node port; the chapter's own manifest uses 30001."),
  frontEndReplicas: z
    .int()
    .min(1)
    .max(10)
    .default(1)
    .describe('Front-end pods; sessions are in redis, so any number works.'),
});

const jenkins = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe("Whether the Service exercises' Jenkins is there at all."),
  service: z
    .enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'none'])
    .default('ClusterIP')
    .describe('The Service that dist/<name>/jenkins holds; none gives the Pod alone.'),
  nodePort: nodePort.default(32000).describe('The node port of the NodePort exercise.'),
});

const ingress = z.strictObject({
  controller: z
    .enum(['nginx', 'ingress-nginx', 'alb', 'none'])
    .default('nginx')
    .describe(
      "nginx: F5's maintained controller. ingress-nginx: the chapter's own, retired in March 2026. alb: the AWS Load Balancer Controller, installed by one helm command.",
    ),
  host: stringThat((text) =>
    /^(\*\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text) &&
    text.length <= 253
      ? undefined
      : {
          message: 'is not a host name',
          allowed: 'a DNS name such as shop.example.com, without scheme or port',
        },
  )
    .nullable()
    .default(null)
    .describe(
      "The shop's host name; null answers to every name, the load balancer's own included.",
    ),
});

const vpc = z.strictObject({
  cidr: cidr()
    .default('192.168.0.0/16')
    .describe("The VPC's range. With vpc.id: the range that your VPC has."),
  id: stringThat((text) =>
    /^vpc-[0-9a-f]{8,17}$/.test(text)
      ? undefined
      : { message: 'is not a VPC id', allowed: 'vpc- and 8 to 17 hex digits' },
  )
    .nullable()
    .default(null)
    .describe('An existing VPC to use; null lets eksctl make one.'),
  publicSubnets: subnets
    .default({})
    .describe("The existing VPC's public subnets, by zone: us-west-2a: subnet-0123…"),
  privateSubnets: subnets.default({}).describe("The existing VPC's private subnets, by zone."),
});

const logs = z.strictObject({
  types: z
    .array(z.enum(['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']))
    .default(['api', 'audit', 'authenticator'])
    .describe("Which of the control plane's logs go to CloudWatch."),
  retentionDays: z
    .literal([
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 2192, 2557, 2922, 3288,
      3653,
    ])
    .default(7)
    .describe('Days until a log entry is deleted.'),
});

const roles = z.strictObject({
  cluster: arn('iam', 'role/')
    .nullable()
    .default(null)
    .describe("Your own EKS service role's ARN; null lets eksctl make one."),
  node: arn('iam', 'role/')
    .nullable()
    .default(null)
    .describe("Your own node role's ARN; null lets eksctl make one."),
});

const addon = z.strictObject({
  name: z.enum(addonNames).describe('The EKS addon.'),
  version: z
    .string()
    .default('latest')
    .describe("Its version, or latest, or default for EKS's own choice."),
});

const images = z.strictObject({
  registry: stringThat((text) =>
    /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/.test(text)
      ? undefined
      : {
          message: 'is not an image prefix',
          allowed: 'host[:port][/path] in lower case, without scheme or trailing slash',
        },
  )
    .nullable()
    .default(null)
    .describe("A mirror's prefix, put in front of every image name in place of its own registry."),
});

/** The cluster file. */
export const clusterSchema = z
  .strictObject({
    name: dnsLabel(50).describe('The cluster; the file is clusters/<name>.yaml.'),
    owner: dnsLabel(56).describe(
      "NAME in the chapter's NAME-bc-svc, and the owner tag on everything.",
    ),
    region: z
      .enum(regionNames as [string, ...string[]])
      .default('us-west-2')
      .describe('The AWS region.'),
    kubernetes: z
      .enum(kubernetesVersions as [(typeof kubernetesVersions)[number]])
      .default('1.35')
      .describe('The Kubernetes minor, in quotes: YAML reads an unquoted 1.30 as 1.3.'),
    manifestsOnly: z
      .boolean()
      .default(false)
      .describe(
        'Make no ClusterConfig: for a cluster that eksctl did not make, or a minor that EKS no longer sells.',
      ),
    support: z
      .enum(['standard', 'extended'])
      .default('standard')
      .describe(
        'What happens when standard support ends: standard upgrades the control plane by itself, extended costs about six times as much.',
      ),
    access: access.describe('Who may reach the cluster, and from where.'),
    nodes: nodes.prefault({}).describe('The managed node group.'),
    sockShop: sockShop.prefault({}).describe('The microservices demo.'),
    jenkins: jenkins.prefault({}).describe('The Pod of the Service exercises.'),
    ingress: ingress.prefault({}).describe('How the shop is reached from outside.'),
    network: z
      .enum(['public', 'private'])
      .default('public')
      .describe(
        'private puts the nodes behind a NAT gateway: billed by the hour and by the gigabyte, and no node port is reachable from outside.',
      ),
    vpc: vpc.prefault({}).describe('The network that the cluster lives in.'),
    availabilityZones: z
      .array(z.string())
      .default([])
      .describe('At least two zones; empty lets eksctl choose.'),
    logs: logs.prefault({}).describe("The control plane's logs."),
    addons: z
      .array(addon)
      .default([])
      .describe('EKS addons beyond the ones that are always there.'),
    roles: roles.prefault({}).describe('IAM roles that you bring.'),
    tags: awsTags.default({}).describe('Extra AWS tags on everything.'),
    expires: isoDate()
      .nullable()
      .default(null)
      .describe('The day after which the cluster counts as forgotten, written as the tag expires.'),
    images: images.prefault({}).describe('Where images come from.'),
  })
  .meta({ title: 'Cluster file', description: 'One EKS cluster, and what runs on it.' });

/** A validated cluster file with every default filled in. */
export type ClusterConfig = DeepReadonly<z.output<typeof clusterSchema>>;

type DeepReadonly<T> = T extends (infer U)[]
  ? readonly DeepReadonly<U>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
