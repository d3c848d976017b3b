import * as z from 'zod';
import { logRetentions } from '../tables/eksctl-words.ts';
import { addonNames } from '../tables/addons.ts';
import { findInstanceType, instanceTypes, instanceTypesRead } from '../tables/instance-types.ts';
import {
  defaultKubernetes,
  type KubernetesVersion,
  kubernetesVersions,
  newestKubernetes,
  oldestKubernetes,
} from '../tables/kubernetes.ts';
import { HIGHEST_NODE_PORT, LOWEST_NODE_PORT } from '../tables/limits.ts';
import { regionNames } from '../tables/regions.ts';
import { HIGHEST_LEARNER_PORT, LOWEST_LEARNER_PORT } from './learners/node-port.ts';
import { iamArn } from './arn.ts';
import {
  allowedWords,
  awsId,
  cidr,
  csvFile,
  isoDate,
  labelKey,
  labelValue,
  nameLike,
  oneOf,
  stringLike,
  stringThat,
  tagKey,
  tagValue,
} from './fields.ts';
import { duration, folderInside, sourceUrl } from './flux-fields.ts';
import { units } from './likely/number.ts';
import { otherForms, readInstanceType, readRegion, readZone } from './likely/other-forms.ts';
import { clusterName, personName } from './names.ts';
import { didYouMean } from '../terminal/suggest.ts';

// A cluster file is validated once: making code for it takes longer than doing without.
z.config({ jitless: true });

// One source for the types, the validation, the JSON Schema that editors read, and docs/cluster-file.md.

const nodePort = z.int().min(LOWEST_NODE_PORT).max(HIGHEST_NODE_PORT);

const instanceTypeWords = 'a type such as t3.large, m7i.large or m7i-flex.large';

const instanceType = stringThat(
  (text) =>
    findInstanceType(text)
      ? undefined
      : {
          message: `is not an EC2 instance type that this project knows with its size (read ${instanceTypesRead})`,
          allowed: instanceTypeWords,
          fix: didYouMean(text, instanceTypes().keys()),
        },
  {
    allowed: instanceTypeWords,
    pattern: /^[a-z0-9-]+\.[a-z0-9-]+$/,
    examples: ['t3.large', 'm7i.large', 'm7i-flex.large'],
    read: readInstanceType,
  },
);

const zonePattern = /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/;
const zoneWords = 'a region and a letter, such as us-west-2a';

const zone = stringThat(
  (text) => {
    if (zonePattern.test(text)) return undefined;
    const isId = /^[a-z]+\d-az\d$/.test(text);
    return {
      message: isId ? "is a zone's id, and its name belongs here" : 'is not an availability zone',
      allowed: zoneWords,
      fix: isId ? 'aws ec2 describe-availability-zones prints the name of each' : undefined,
    };
  },
  { allowed: zoneWords, pattern: zonePattern, examples: ['us-west-2a'], read: readZone },
);

const subnets = z.record(zone, awsId('subnet')).register(allowedWords, {
  allowed: 'a mapping of zones to subnets, such as { us-west-2a: subnet-0123456789abcdef0 }',
});

const access = z.strictObject({
  from: z
    .array(cidr('198.51.100.7/32'))
    .min(1)
    .describe(
      'The only IPv4 ranges that may reach anything: the Kubernetes API, load balancers, node ports.',
    ),
  admins: z
    .array(iamArn('user', 'role'))
    .default([])
    .describe(
      'More IAM users or roles that get cluster-admin, through EKS access entries. Leave yourself out: the creator has it already.',
    ),
  creatorIsAdmin: z
    .boolean()
    .default(true)
    .describe(
      'Whether the identity that creates the cluster keeps cluster-admin. With false, you must be in admins when you run npm run up. Otherwise the cluster refuses eksctl before it makes nodes.',
    ),
  anywhere: z
    .boolean()
    .default(false)
    .describe(
      'Allows ranges wider than a /8 in access.from, such as 0.0.0.0/0. Then the whole Internet may try.',
    ),
});

const launchTemplate = z.strictObject({
  own: z
    .boolean()
    .default(false)
    .describe(
      'Whether to make one for the nodes. npm run launch-template then deploys dist/<name>/cloudformation/nodes.yaml, and writes id and version here.',
    ),
  id: awsId('lt')
    .nullable()
    .default(null)
    .describe(
      "The launch template's id. Without own, it is one that you have. Its instance type must be nodes.instanceType.",
    ),
  version: z
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .default(null)
    .describe("The launch template's version. With null, it is the default version."),
  ami: z
    .enum(['eks', 'ssm'])
    .default('eks')
    .describe(
      "eks: EKS chooses the nodes' image, and updates it. ssm: each time that you deploy your own template, it takes the newest image for the cluster's minor version from AWS's SSM parameter.",
    ),
});

const nodes = z.strictObject({
  instanceType: instanceType.default('t3.large').describe('The EC2 instance type of every node.'),
  min: z
    .int()
    .min(1)
    .max(450)
    .default(2)
    .describe('The smallest number of nodes. Everything must fit on these.'),
  desired: z.int().min(1).max(450).default(3).describe('How many nodes the group starts with.'),
  max: z
    .int()
    .min(1)
    .max(450)
    .default(4)
    .describe('The largest number of nodes. The autoscaler adds nodes only up to this number.'),
  volumeSize: z
    .int()
    .min(20)
    .max(65536)
    .register(units, { unit: 'GiB' })
    .default(40)
    .describe('The size of the disk of each node, in GiB. It is an encrypted gp3 volume.'),
  spot: z
    .boolean()
    .default(false)
    .describe(
      'Whether the nodes are Spot instances. They are cheaper, but AWS can end one, two minutes after a warning.',
    ),
  labels: z
    .record(labelKey(), labelValue())
    .register(allowedWords, { allowed: 'a mapping of names to values, such as { team: a }' })
    .default({})
    .describe('Extra Kubernetes labels on every node.'),
  launchTemplate: launchTemplate
    .prefault({})
    .describe("Your own launch template, as in the chapter's steps."),
});

const sockShop = z.strictObject({
  enabled: z.boolean().default(true).describe('Whether the cluster has the shop.'),
  storage: z
    .enum(['ephemeral', 'persistent'])
    .default('ephemeral')
    .describe(
      'ephemeral: the databases lose their data when their Pods end. persistent: the databases are StatefulSets on encrypted gp3 volumes, and all nodes are in one zone.',
    ),
  nodePort: nodePort
    .nullable()
    .default(null)
    .describe(
      "The front end's node port. With null, it has none. The chapter's manifest uses 30001.",
    ),
  frontEndReplicas: z
    .int()
    .min(1)
    .max(10)
    .default(1)
    .describe('The number of front-end Pods. Sessions are in Redis, so any number works.'),
});

const jenkins = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe('Whether the cluster has Jenkins, for the Service exercises.'),
  service: z
    .enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'none'])
    .default('ClusterIP')
    .describe('The Service in dist/<name>/jenkins. none: there is only the Pod.'),
  nodePort: nodePort.default(32000).describe('The node port of the NodePort exercise.'),
});

const ingress = z.strictObject({
  controller: z
    .enum(['nginx', 'ingress-nginx', 'alb', 'none'])
    .default('nginx')
    .describe(
      "nginx: the controller that F5 maintains. ingress-nginx: the chapter's controller, retired in March 2026. alb: the AWS Load Balancer Controller, which you install with one helm command. none: no Ingress.",
    ),
  host: stringLike(
    /^(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    {
      message: 'is not a host name',
      allowed: 'a DNS name in lower case such as shop.example.com, without scheme or port',
    },
    ['shop.example.com'],
  )
    .nullable()
    .default(null)
    .describe(
      "The shop's host name. With null, the shop answers to every name, also to the load balancer's.",
    ),
});

const vpc = z.strictObject({
  cidr: cidr('10.20.0.0/16')
    .default('192.168.0.0/16')
    .describe("The VPC's range. With vpc.id: the range that your VPC has."),
  id: awsId('vpc')
    .nullable()
    .default(null)
    .describe('The id of a VPC that you have. With null, eksctl makes one.'),
  publicSubnets: subnets
    .default({})
    .describe("The existing VPC's public subnets, by zone: us-west-2a: subnet-0123…"),
  privateSubnets: subnets.default({}).describe("The existing VPC's private subnets, by zone."),
});

const learner = z.strictObject({
  name: nameLike(personName).describe("The learner's name: NAME in the namespace NAME-bc-svc."),
  principal: iamArn('user', 'role').describe('The IAM user or role that they sign in with.'),
  nodePort: z
    .int()
    .min(LOWEST_LEARNER_PORT)
    .max(HIGHEST_LEARNER_PORT)
    .nullable()
    .default(null)
    .describe("The learner's node port. With null, it is computed from the name, and free."),
});

const logs = z.strictObject({
  types: z
    .array(z.enum(['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']))
    .default(['api', 'audit', 'authenticator'])
    .describe("Which of the control plane's logs go to CloudWatch."),
  retentionDays: z
    .literal(logRetentions)
    .register(units, { unit: 'days' })
    .default(7)
    .describe('Days until a log entry is deleted.'),
});

const roles = z.strictObject({
  own: z
    .boolean()
    .default(false)
    .describe(
      'Whether to make both roles. npm run launch-template then deploys dist/<name>/cloudformation/roles.yaml, and writes their ARNs here.',
    ),
  cluster: iamArn('role')
    .nullable()
    .default(null)
    .describe('The ARN of your own role for the control plane. With null, eksctl makes one.'),
  node: iamArn('role')
    .nullable()
    .default(null)
    .describe('The ARN of your own role for the nodes. With null, eksctl makes one.'),
  boundary: iamArn('policy')
    .nullable()
    .default(null)
    .describe(
      'The ARN of a permissions boundary. No role of the cluster may do more than this policy allows, and with the policies in dist/<name>/iam one can make no other role. dist/<name>/iam/boundary.json is such a policy.',
    ),
});

const addon = z.strictObject({
  name: z.enum(addonNames).describe('The EKS addon.'),
  version: stringLike(
    /^(latest|default|v?\d+\.\d+\.\d+(-eksbuild\.\d+)?)$/,
    {
      message: 'is not an addon version',
      allowed: 'latest, default, or one such as v1.40.1-eksbuild.1',
      fix: 'leave it out for the latest',
    },
    ['latest', 'default'],
  )
    .default('latest')
    .describe("The addon's version, or latest. default: EKS chooses."),
});

const images = z.strictObject({
  registry: stringLike(
    /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/,
    {
      message: 'is not an image prefix',
      allowed: 'host[:port][/path] in lower case, without scheme or trailing slash',
    },
    ['registry.example.com/mirror'],
  )
    .nullable()
    .default(null)
    .describe("A mirror's prefix. It replaces the registry in every image name."),
});

const flux = z.strictObject({
  url: sourceUrl()
    .nullable()
    .default(null)
    .describe(
      'The repository of this project, which Flux reads. With null, there is no flux folder. oci:// is a repository that flux push artifact fills.',
    ),
  branch: stringLike(
    /^(?![-./])(?!.*(\.\.|\/\/|\/\.|@\{|\.lock$))[^\s~^:?*[\\]*[^\s~^:?*[\\./]$/,
    { message: 'is not a branch', allowed: 'the name of a Git branch, such as main' },
    ['main'],
  )
    .default('main')
    .describe('The branch to follow in a Git repository.'),
  tag: stringLike(
    /^\w[\w.-]{0,127}$/,
    { message: 'is not a tag', allowed: 'up to 128 letters, digits and _ . -, such as latest' },
    ['latest'],
  )
    .default('latest')
    .describe('The tag to follow in an oci:// repository.'),
  path: folderInside()
    .default('.')
    .describe("The folder in the repository that has this project's dist."),
  secret: nameLike({ longest: 63 })
    .nullable()
    .default(null)
    .describe(
      "The Secret in Flux's namespace with which Flux reads the repository. With null, the repository is public. flux bootstrap makes a Secret named flux-system.",
    ),
  interval: duration()
    .default('1h')
    .describe(
      'How often Flux undoes what somebody changed by hand. It looks for a new commit every minute.',
    ),
  jenkins: z
    .boolean()
    .default(false)
    .describe(
      'Whether Flux applies Jenkins too. Then it undoes the Service exercises, unless you suspend it.',
    ),
  sops: z
    .boolean()
    .default(false)
    .describe('Whether Flux decrypts with SOPS. The age key is in its Secret sops-age.'),
});

/** The cluster file. */
export const clusterSchema = z
  .strictObject({
    name: nameLike(clusterName).describe("The cluster's name. The file is clusters/<name>.yaml."),
    owner: nameLike(personName).describe(
      "Your name: NAME in the chapter's NAME-bc-svc, and the tag owner on everything at AWS.",
    ),
    region: oneOf(
      regionNames as [string, ...string[]],
      'a region that runs EKS, such as us-east-1, us-west-2, eu-west-1 or eu-central-1',
    )
      .register(otherForms, { read: readRegion })
      .default('us-west-2')
      .describe('The AWS region.'),
    kubernetes: oneOf(
      kubernetesVersions as [KubernetesVersion],
      `"${oldestKubernetes}" to "${newestKubernetes}"`,
    )
      .default(defaultKubernetes)
      .describe('The Kubernetes minor version, in quotes: YAML reads an unquoted 1.40 as 1.4.'),
    manifestsOnly: z
      .boolean()
      .default(false)
      .describe(
        'With true, there is no ClusterConfig. This is for a cluster that eksctl did not make.',
      ),
    support: z
      .enum(['standard', 'extended'])
      .default('standard')
      .describe(
        'What happens when standard support ends. standard: EKS upgrades the control plane. extended: the control plane costs about six times as much.',
      ),
    access: access.describe('Who may reach the cluster, and from where.'),
    nodes: nodes.prefault({}).describe('The managed node group.'),
    sockShop: sockShop.prefault({}).describe('The shop, a demonstration of microservices.'),
    jenkins: jenkins.prefault({}).describe('The Pod of the Service exercises.'),
    learners: z
      .array(learner)
      .default([])
      .describe(
        'The learners who do the Service exercises on this cluster, each in a separate namespace: see docs/cohorts.md.',
      ),
    learnersFrom: csvFile()
      .nullable()
      .default(null)
      .describe(
        'A CSV file beside this one that has the learners, in place of the list. Its columns are name, principal and, if you like, nodePort.',
      ),
    ingress: ingress.prefault({}).describe('How the shop is reached from outside.'),
    network: z
      .enum(['public', 'private'])
      .default('public')
      .describe(
        'private: the nodes are behind a NAT gateway. You pay for it by the hour and by the gigabyte, and nobody outside can reach a node port.',
      ),
    vpc: vpc.prefault({}).describe('The network of the cluster.'),
    availabilityZones: z
      .array(zone)
      .default([])
      .describe('At least two zones. If the list is empty, eksctl chooses.'),
    logs: logs.prefault({}).describe("The control plane's logs."),
    addons: z
      .array(addon)
      .default([])
      .describe('EKS addons besides those that every cluster here has.'),
    roles: roles.prefault({}).describe('Your own IAM roles.'),
    tags: z
      .record(tagKey(), tagValue())
      .register(allowedWords, { allowed: 'a mapping of names to values, such as { team: a }' })
      .default({})
      .describe('Extra AWS tags on everything.'),
    expires: isoDate()
      .nullable()
      .default(null)
      .describe(
        'The last day of the cluster, which becomes the tag expires. After this day, npm run down -- --expired finds the cluster.',
      ),
    images: images.prefault({}).describe('Where images come from.'),
    flux: flux.prefault({}).describe('How Flux applies dist/<name>, if you use Flux.'),
  })
  .meta({ title: 'Cluster file', description: 'One EKS cluster, and what runs on it.' });

/** A validated cluster file with every default filled in. */
export type ClusterConfig = DeepReadonly<z.output<typeof clusterSchema>>;

type DeepReadonly<T> = T extends (infer U)[]
  ? readonly DeepReadonly<U>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
