import { type ClusterConfig, clusterSchema } from '../../config/schema.ts';
import { kubernetesVersions } from '../../tables/kubernetes.ts';
import { extendedKubernetes } from './kubernetes.ts';
import { learner } from './class.ts';
import { ingressNginxVersions } from '../../tables/ingress-releases.ts';

/** A cluster file's keys, nested as in the file, any of them left out. */
export type Overrides = Readonly<Record<string, unknown>>;

/** The config of a minimal cluster file with some keys set. */
export function configOf(overrides: Overrides = {}): ClusterConfig {
  return clusterSchema.parse({
    name: 'sock-shop',
    owner: 'dev',
    access: { from: ['203.0.113.10/32'] },
    ...overrides,
  });
}

/** The retired controller, with the newest minor version that it was tested with. */
export const withIngressNginx = {
  kubernetes: ingressNginxVersions.at(-1),
  ingress: { controller: 'ingress-nginx' },
};

const anyVpc = {
  id: 'vpc-0123456789abcdef0',
  cidr: '10.20.0.0/16',
  publicSubnets: {
    'us-west-2a': 'subnet-0123456789abcdef0',
    'us-west-2b': 'subnet-0123456789abcdef1',
  },
};

/** Every option's other values, by a name that says which: what a user may turn on. */
export const options: Readonly<Record<string, Overrides>> = {
  'ingress-nginx': withIngressNginx,
  alb: { ingress: { controller: 'alb' } },
  'no ingress': { ingress: { controller: 'none' } },
  'ingress host': { ingress: { host: 'shop.example.com' } },
  'persistent storage': { sockShop: { storage: 'persistent' } },
  'shop node port': { sockShop: { nodePort: 30001 } },
  'three front ends': { sockShop: { frontEndReplicas: 3 } },
  'no shop': { sockShop: { enabled: false } },
  'jenkins NodePort': { jenkins: { service: 'NodePort' } },
  'jenkins LoadBalancer': { jenkins: { service: 'LoadBalancer' } },
  'jenkins without service': { jenkins: { service: 'none' } },
  'no jenkins': { jenkins: { enabled: false } },
  learners: { learners: [learner('ada'), learner('grace', 32100)] },
  'private network': { network: 'private' },
  'existing vpc': { vpc: anyVpc },
  mirror: { images: { registry: '111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror' } },
  spot: { nodes: { spot: true, labels: { team: 'shop' }, volumeSize: 80 } },
  admins: {
    access: {
      from: ['198.51.100.0/24', '203.0.113.10/32'],
      admins: ['arn:aws:iam::111122223333:role/platform'],
      creatorIsAdmin: false,
    },
  },
  'own roles': {
    roles: {
      cluster: 'arn:aws:iam::111122223333:role/eks-service',
      node: 'arn:aws:iam::111122223333:role/eks-node',
    },
  },
  'launch template of its own': {
    nodes: { launchTemplate: { own: true, id: 'lt-0123456789abcdef0', version: 2 } },
    roles: { own: true, boundary: 'arn:aws:iam::111122223333:policy/boundary' },
  },
  'tags, expiry, zones, logs, addons': {
    tags: { team: 'shop' },
    expires: '2027-01-31',
    availabilityZones: ['us-west-2b', 'us-west-2c'],
    logs: { types: ['audit'], retentionDays: 30 },
    addons: [{ name: 'eks-pod-identity-agent' }, { name: 'amazon-cloudwatch-observability' }],
  },
  flux: { flux: { url: 'https://github.com/example/clusters' } },
  'flux with every key': {
    flux: {
      url: 'ssh://git@github.com/example/clusters',
      branch: 'live',
      path: 'infra/eks',
      secret: 'flux-system',
      interval: '10m',
      jenkins: true,
      sops: true,
    },
  },
  'flux from an OCI repository': { flux: { url: 'oci://ghcr.io/example/clusters', tag: 'stable' } },
  'extended support': { kubernetes: extendedKubernetes, support: 'extended' },
};

/** The manifests of every minor version, without a ClusterConfig. */
export const minors: Readonly<Record<string, Overrides>> = Object.fromEntries(
  kubernetesVersions.map((kubernetes) => [
    `Kubernetes ${kubernetes}`,
    { kubernetes, manifestsOnly: true },
  ]),
);
