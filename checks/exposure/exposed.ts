import { identityOf, type KubeObject } from '../../output/manifest.ts';
import { billedOf, zonesOf } from '../capacity/billed.ts';
import type { Subject } from '../check.ts';
import { matches } from '../selectors.ts';
import { at, fields, list, show, text, textEntries } from '../values.ts';
import {
  albClassesOf,
  type BalancedService,
  balancedIngress,
  balancedService,
  isAlb,
} from './aws-annotations.ts';

/** One thing that can be reached from outside the cluster. */
export interface Exposed {
  readonly what: 'API endpoint' | 'LoadBalancer' | 'Ingress' | 'NodePort';
  readonly object: string;
  readonly file: string;
  /** What stands in front of it. */
  readonly by: string;
  readonly ports: readonly string[];
  /** Ranges, or words where no range says it. */
  readonly from: readonly string[];
  /** Whether it answers inside the VPC only. */
  readonly internal: boolean;
  /** Whether the ranges in `from` were written, rather than what AWS does without any. */
  readonly limited: boolean;
  /** Inbound rules that it puts into a security group. */
  readonly rules?: Rules;
}

/** The inbound rules of one load balancer: so many for each range, and some whatever the ranges are. */
export interface Rules {
  readonly group: string;
  readonly perRange: number;
  readonly fixed: number;
  /** One more for each range, which load balancers with the same range share. */
  readonly icmp: boolean;
}

interface Placed {
  readonly object: KubeObject;
  readonly file: string;
}

const EVERYWHERE = '0.0.0.0/0';
const VPC = 'the VPC';
export const NODES_GROUP = "the nodes' security group";

/** Everything that can be reached from outside, exercises included, and from where. */
export function exposedOf(subject: Subject): Exposed[] {
  const placed = subject.files.flatMap(({ path, objects }) =>
    objects
      .filter((object) => typeof object === 'object' && object !== null)
      .map((object): Placed => ({ object, file: path })),
  );
  const objects = placed.map(({ object }) => object);
  const albClasses = albClassesOf(objects);
  const site = { zones: zonesOf(subject), publicNodes: billedOf(subject).nodesArePublic };
  return [
    ...apiEndpoint(subject),
    ...placed.flatMap((one) => {
      const { kind, spec } = one.object;
      const { type } = fields(spec);
      if (kind === 'Service' && type === 'LoadBalancer') return balanced(one, site);
      if (kind === 'Service' && type === 'NodePort') return [nodePorts(one, [VPC])];
      if (kind !== 'Ingress') return [];
      return isAlb(one.object, albClasses) ? [alb(one)] : [throughController(one, placed)];
    }),
  ];
}

function apiEndpoint({ clusterConfig }: Subject): Exposed[] {
  if (!clusterConfig) return [];
  const { vpc, metadata } = fields(clusterConfig.object);
  const isPublic = at(vpc, 'clusterEndpoints', 'publicAccess') !== false;
  const ranges = list(fields(vpc).publicAccessCIDRs).map(String);
  return [
    {
      what: 'API endpoint',
      object: `ClusterConfig ${text(fields(metadata).name) ?? '?'}`,
      file: clusterConfig.path,
      by: isPublic ? 'the public endpoint' : 'the private endpoint',
      ports: ['443'],
      from: isPublic ? (ranges.length > 0 ? ranges : [EVERYWHERE]) : [VPC],
      internal: !isPublic,
      limited: ranges.length > 0,
    },
  ];
}

interface Site {
  readonly zones: number;
  readonly publicNodes: boolean;
}

function balanced(one: Placed, { zones, publicNodes }: Site): Exposed[] {
  const service = balancedService(one.object);
  const { by, kind, internal, from, limited } = service;
  const maker = by === 'controller' ? 'the AWS Load Balancer Controller' : "EKS's cloud provider";
  const balancer: Exposed = {
    ...identify(one),
    what: 'LoadBalancer',
    by: `${internal ? 'internal' : 'internet-facing'} ${kind} load balancer of ${maker}`,
    ports: portsOf(one.object, 'port'),
    from: internal && !limited ? [VPC] : from,
    internal,
    limited,
    rules: rulesOf(one.object, service, zones),
  };
  if (fields(one.object.spec).allocateLoadBalancerNodePorts === false) return [balancer];
  // For a network load balancer, the cloud provider opens the node ports themselves to its clients.
  const opensNodes = publicNodes && by === 'cloud provider' && kind === 'network' && !internal;
  return [
    balancer,
    { ...nodePorts(one, opensNodes ? from : [VPC]), limited, internal: !opensNodes },
  ];
}

function nodePorts(one: Placed, from: readonly string[]): Exposed {
  return {
    ...identify(one),
    what: 'NodePort',
    by: from.includes(VPC)
      ? `every node; from outside only what ${NODES_GROUP} lets in`
      : `every node, through ${NODES_GROUP}`,
    ports: portsOf(one.object, 'nodePort'),
    from,
    internal: from.includes(VPC),
    limited: true,
  };
}

function alb(one: Placed): Exposed {
  const { internal, from, limited, listeners } = balancedIngress(one.object);
  return {
    ...identify(one),
    what: 'Ingress',
    by: `${internal ? 'internal' : 'internet-facing'} application load balancer`,
    ports: listeners === 1 ? ['80'] : ['80', '443'],
    from: internal && !limited ? [VPC] : from,
    internal,
    limited,
    rules: {
      group: `the security group of ${identify(one).object}`,
      perRange: listeners,
      fixed: 0,
      icmp: false,
    },
  };
}

// An Ingress is reached by whoever reaches its controller's Service.
function throughController(one: Placed, placed: readonly Placed[]): Exposed {
  const className = text(fields(one.object.spec).ingressClassName);
  const service = className && controllerService(className, placed);
  const tls = list(fields(one.object.spec).tls).length > 0;
  const shared = {
    ...identify(one),
    what: 'Ingress',
    ports: tls ? ['80', '443'] : ['80'],
  } as const;
  if (!service) {
    const by = `a controller of the class ${className ?? '(none)'}, which isn't among these files`;
    return { ...shared, by, from: [], internal: false, limited: true };
  }
  const { type } = fields(service.object.spec);
  const { from, internal, limited } =
    type === 'LoadBalancer'
      ? balancedService(service.object)
      : { from: [VPC], internal: true, limited: true };
  return {
    ...shared,
    by: identityOf(service.object),
    from: internal && !limited ? [VPC] : from,
    internal,
    limited,
  };
}

interface Controllers {
  /** The controller that a class names. */
  readonly classes: ReadonlyMap<string, unknown>;
  /** The workloads that are told a word of a class. */
  readonly told: ReadonlyMap<string, readonly KubeObject[]>;
  /** The Services that were found, by the class. */
  readonly services: Map<string, Placed | undefined>;
}

const controllers = new WeakMap<readonly Placed[], Controllers>();

function controllersIn(placed: readonly Placed[]): Controllers {
  const known = controllers.get(placed);
  if (known) return known;
  const classes = new Map<string, unknown>();
  const told = new Map<string, KubeObject[]>();
  for (const { object } of placed) {
    const { kind, metadata, spec } = object;
    const name = text(metadata?.name);
    if (kind === 'IngressClass' && name !== undefined && !classes.has(name)) {
      classes.set(name, fields(spec).controller);
    }
    if (!['Deployment', 'DaemonSet'].includes(kind)) continue;
    for (const word of new Set(wordsOf(spec))) {
      const others = told.get(word);
      if (others) others.push(object);
      else told.set(word, [object]);
    }
  }
  const found = { classes, told, services: new Map<string, Placed | undefined>() };
  controllers.set(placed, found);
  return found;
}

function wordsOf(spec: unknown): string[] {
  return list(at(spec, 'template', 'spec', 'containers'))
    .flatMap((container) => [...list(fields(container).args), ...list(fields(container).command)])
    .flatMap((word) => text(word)?.replace(/^--?/, '') ?? [])
    .filter((word) => /^(ingress|controller)-class=/.test(word));
}

function controllerService(className: string, placed: readonly Placed[]): Placed | undefined {
  const { classes, told, services } = controllersIn(placed);
  if (services.has(className)) return services.get(className);
  const controller = text(classes.get(className));
  const pods = [`ingress-class=${className}`, `controller-class=${controller}`].flatMap(
    (word) => told.get(word) ?? [],
  );
  const service = placed.find(
    ({ object: { kind, metadata, spec } }) =>
      pods.length > 0 &&
      kind === 'Service' &&
      Object.keys(fields(fields(spec).selector)).length > 0 &&
      pods.some(
        (pod) =>
          pod.metadata?.namespace === metadata?.namespace &&
          matches(
            { matchLabels: fields(spec).selector },
            Object.fromEntries(textEntries(at(pod.spec, 'template', 'metadata', 'labels'))),
          ),
      ),
  );
  services.set(className, service);
  return service;
}

function rulesOf(service: KubeObject, { by, kind }: BalancedService, zones: number): Rules {
  const perRange = Math.max(1, list(fields(service.spec).ports).length);
  const group = `the security group of ${identify({ object: service, file: '' }).object}`;
  if (by === 'controller') return { group, perRange, fixed: 0, icmp: false };
  // cloud-provider-aws, aws_loadbalancer.go (v1.36): a rule per range for path MTU discovery, and one per subnet
  // and port for a network load balancer's health checks.
  if (kind === 'classic') return { group, perRange, fixed: 0, icmp: true };
  const healthPorts = fields(service.spec).externalTrafficPolicy === 'Local' ? 1 : perRange;
  return { group: NODES_GROUP, perRange, fixed: zones * healthPorts, icmp: true };
}

function identify({ object, file }: Placed): Pick<Exposed, 'object' | 'file'> {
  return { object: identityOf({ ...object, metadata: object.metadata ?? { name: '?' } }), file };
}

function portsOf({ spec }: KubeObject, key: 'port' | 'nodePort'): string[] {
  const ports = list(fields(spec).ports);
  return ports.map((port) => show(fields(port)[key] ?? 'one that Kubernetes picks'));
}
