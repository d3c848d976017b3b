import type { k8s } from 'cdk8s-plus-27';
import { unprivileged } from '../common/security.ts';
import type { Workload } from './workload.ts';

// As upstream's manifests have it: the entrypoint begins as root, gives the data to the database's user and
// becomes that user.
const beginsAsRoot = (...more: string[]): k8s.SecurityContext => ({
  capabilities: { drop: ['ALL'], add: ['CHOWN', 'SETGID', 'SETUID', ...more] },
  readOnlyRootFilesystem: true,
});

const asUser = (user: number, group: number): Pick<Workload, 'security' | 'podSecurity'> => ({
  security: { ...unprivileged, readOnlyRootFilesystem: true },
  podSecurity: { runAsNonRoot: true, runAsUser: user, runAsGroup: group, fsGroup: group },
});

// The official image's entrypoint, when it isn't root, needs no capability.
const mongo = {
  image: 'mongo',
  port: { name: 'mongo', number: 27017 },
  resources: { cpu: '100m', memory: '256Mi', memoryLimit: '768Mi' },
  ...asUser(999, 999),
  scratch: { '/data/configdb': 'disk', '/tmp': 'memory' },
  data: { path: '/data/db', size: '5Gi' },
} as const satisfies Partial<Workload>;

/** Where the shop keeps its data, and the queue between shipping and queue-master. */
export const databases: readonly Workload[] = [
  { ...mongo, name: 'carts-db' },
  { ...mongo, name: 'orders-db' },
  {
    name: 'user-db',
    image: 'userDb',
    port: { name: 'mongo', number: 27017 },
    resources: { cpu: '100m', memory: '256Mi', memoryLimit: '768Mi' },
    security: beginsAsRoot(),
    scratch: { '/tmp': 'memory' },
    // The image holds the demo's users in its own VOLUME; an empty volume there would hide them.
    data: { path: '/data/db-users', size: '5Gi', seeded: true, imageVolume: true },
  },
  {
    name: 'catalogue-db',
    image: 'catalogueDb',
    port: { name: 'mysql', number: 3306 },
    resources: { cpu: '100m', memory: '300Mi', memoryLimit: '600Mi' },
    // Nobody logs in as root: the shop has a user of its own in the image's data.
    env: { MYSQL_DATABASE: 'socksdb' },
    data: {
      path: '/var/lib/mysql',
      size: '5Gi',
      ephemeralEnv: { MYSQL_RANDOM_ROOT_PASSWORD: 'yes' },
      secretEnv: { MYSQL_ROOT_PASSWORD: 'root-password' },
    },
  },
  {
    name: 'session-db',
    image: 'redis',
    port: { name: 'redis', number: 6379 },
    resources: { cpu: '50m', memory: '64Mi', memoryLimit: '128Mi' },
    ...asUser(999, 1000),
    data: { path: '/data', size: '1Gi' },
    podAnnotations: { 'prometheus.io/scrape': 'false' },
  },
  {
    name: 'rabbitmq',
    image: 'rabbitmq',
    port: { name: 'rabbitmq', number: 5672 },
    resources: { cpu: '100m', memory: '256Mi', memoryLimit: '512Mi' },
    security: beginsAsRoot('DAC_OVERRIDE'),
    // Its one queue isn't durable, so there is nothing here worth a volume that stays.
    scratch: { '/var/lib/rabbitmq': 'disk' },
    sidecars: [
      {
        name: 'rabbitmq-exporter',
        image: 'rabbitmqExporter',
        port: { name: 'exporter', number: 9090 },
        // Its default port became 9419 after upstream's manifests were written.
        env: { PUBLISH_PORT: '9090' },
        resources: { cpu: '10m', memory: '32Mi', memoryLimit: '64Mi' },
        security: {
          ...unprivileged,
          runAsNonRoot: true,
          runAsUser: 65535,
          readOnlyRootFilesystem: true,
        },
      },
    ],
    podAnnotations: { 'prometheus.io/scrape': 'false' },
    metrics: { port: 9090 },
  },
];
