import type { k8s } from 'cdk8s-plus-27';
import { bindsLowPorts, unprivileged } from '../common/security.ts';
import type { Workload } from './workload.ts';

const asUser = { runAsNonRoot: true, runAsUser: 10001, readOnlyRootFilesystem: true } as const;

// Their programs' files carry cap_net_bind_service, by which they listen on port 80.
const startsDirectly: k8s.SecurityContext = { ...bindsLowPorts, ...asUser };
// The Java images start through a shell, whose file carries nothing: their program has the capability only where a
// process may gain what its parent lacks.
const startsThroughShell: k8s.SecurityContext = {
  ...asUser,
  capabilities: bindsLowPorts.capabilities,
};

// Java 8 knows nothing of a container's memory limit, so the heap is set by hand.
const javaOptions =
  '-Xms64m -Xmx128m -XX:+UseG1GC -Djava.security.egd=file:/dev/urandom -Dspring.zipkin.enabled=false';

const port80 = { name: 'http', number: 80 };

const java = {
  port: port80,
  env: { JAVA_OPTS: javaOptions },
  healthPath: '/health',
  metrics: {},
} as const;

/** The shop's own services: the front end and what it calls. */
export const services: readonly Workload[] = [
  {
    name: 'front-end',
    image: 'frontEnd',
    port: { name: 'http', number: 8079, service: 80 },
    resources: { cpu: '100m', memory: '300Mi', cpuLimit: '300m', memoryLimit: '1000Mi' },
    // Any value keeps the sessions in session-db, so that every front end knows every session.
    env: { SESSION_REDIS: 'true' },
    // It listens above port 1024 and so needs no capability.
    security: { ...unprivileged, ...asUser },
    healthPath: '/',
    metrics: {},
  },
  {
    ...java,
    name: 'carts',
    image: 'carts',
    resources: { cpu: '100m', memory: '200Mi', cpuLimit: '300m', memoryLimit: '500Mi' },
    security: startsThroughShell,
    scratch: { '/tmp': 'memory' },
  },
  {
    ...java,
    name: 'orders',
    image: 'orders',
    resources: { cpu: '100m', memory: '300Mi', cpuLimit: '500m', memoryLimit: '500Mi' },
    security: startsThroughShell,
    scratch: { '/tmp': 'memory' },
  },
  {
    ...java,
    name: 'shipping',
    image: 'shipping',
    resources: { cpu: '100m', memory: '300Mi', cpuLimit: '300m', memoryLimit: '500Mi' },
    security: startsThroughShell,
    scratch: { '/tmp': 'memory' },
  },
  {
    ...java,
    name: 'queue-master',
    image: 'queueMaster',
    resources: { cpu: '100m', memory: '300Mi', cpuLimit: '300m', memoryLimit: '500Mi' },
    // No context, as upstream: its image's user is root, and nobody has reported it running as another.
  },
  {
    name: 'catalogue',
    image: 'catalogue',
    port: port80,
    command: ['/app'],
    // Its own default is port 8081.
    args: ['-port=80'],
    resources: { cpu: '100m', memory: '100Mi', cpuLimit: '200m', memoryLimit: '200Mi' },
    security: startsDirectly,
    healthPath: '/health',
    metrics: {},
  },
  {
    name: 'payment',
    image: 'payment',
    port: port80,
    resources: { cpu: '99m', memory: '100Mi', cpuLimit: '200m', memoryLimit: '200Mi' },
    security: startsDirectly,
    healthPath: '/health',
    metrics: {},
  },
  {
    name: 'user',
    image: 'user',
    port: port80,
    command: ['/user'],
    // Its own default is port 8084; upstream's variable `mongo` is read by nothing.
    args: ['-port=80', '-database=mongodb', '-mongo-host=user-db:27017'],
    env: { MONGO_HOST: 'user-db:27017' },
    resources: { cpu: '100m', memory: '100Mi', cpuLimit: '300m', memoryLimit: '200Mi' },
    security: startsDirectly,
    healthPath: '/health',
    metrics: {},
  },
];
