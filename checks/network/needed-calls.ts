import type { Subject } from '../check.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import type { PodTemplate } from '../pods.ts';
import { hostReferences } from '../references/host-references.ts';
import { backendsOf } from '../references/ingress-backend.ts';
import {
  albController,
  controllerIds,
  ingressControllersOf,
} from '../references/ingress-controllers.ts';
import { apiServerAddress, serviceRanges } from '../../tables/service-ranges.ts';
import { at, fields, list, show, text } from '../values.ts';
import { declaredCalls } from './declared-calls.ts';
import type { PodEnd, RangeEnd } from './evaluate.ts';
import type { NeededCall } from './needed-call.ts';
import { podEnd, policedBy } from './policed.ts';
import { vpcCniOf } from './vpc-cni.ts';
import { targetsOf } from './targets.ts';

const eksctlDefaultRange = '192.168.0.0/16';
const apiServerPort = 443;

const clusterDns: PodEnd = {
  kind: 'pod',
  name: 'the cluster DNS',
  namespace: 'kube-system',
  namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
  labels: { 'k8s-app': 'kube-dns', 'eks.amazonaws.com/component': 'coredns' },
  ports: [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  ],
};

const theInternet: RangeEnd = { kind: 'range', name: 'the Internet', cidr: 'any' };

const cache = new WeakMap<Subject, NeededCall[]>();

/** Every call that the manifests show to be needed, and that a policy might cut. */
export function neededCalls(subject: Subject): readonly NeededCall[] {
  let calls = cache.get(subject);
  if (!calls) {
    const policed = policedBy(subject);
    calls =
      policed.policies.length === 0
        ? []
        : [
            ...fromHosts(subject),
            ...fromDeclared(subject),
            ...toDns(subject),
            ...fromIngresses(subject),
            ...fromOutside(subject),
            ...toApiServer(subject),
          ];
    cache.set(subject, calls);
  }
  return calls;
}

/** The VPC's range: where nodes, load balancers and the API server's own addresses are. */
function vpcRange({ config, clusterConfig }: Subject, name: string): RangeEnd {
  const written = config?.vpc.cidr ?? text(at(clusterConfig?.object, 'vpc', 'cidr'));
  const cidr = written ?? (clusterConfig ? eksctlDefaultRange : 'any');
  return { kind: 'range', name: cidr === 'any' ? name : `${name} (${cidr})`, cidr };
}

function fromHosts(subject: Subject): NeededCall[] {
  const index = indexOf(subject);
  return hostReferences(subject).flatMap(({ pod, service, namespace, port, path, written }) => {
    const target = pod && index.find('Service', namespace, service);
    if (!target) return [];
    const targets = targetsOf(index, target, (one) => port === undefined || one.port === port);
    const why = `${path} is ${show(written)}`;
    return targets.map((one): NeededCall => call(index, pod, one.pod, one.ports, why));
  });
}

function fromDeclared(subject: Subject): NeededCall[] {
  const index = indexOf(subject);
  return [...declaredCalls(subject)].flatMap(([namespace, { inside, outside }]) => {
    const byName = new Map(index.podsIn(namespace).map((pod) => [pod.owner.name, pod]));
    const within = inside.flatMap(({ from, to, port }) => {
      const fromPod = byName.get(from);
      const toPod = byName.get(to);
      if (!fromPod || !toPod) return [];
      return [call(index, fromPod, toPod, [{ port, protocol: 'TCP' }], 'the call graph')];
    });
    const out = outside.flatMap(({ from, port }): NeededCall[] => {
      const fromPod = byName.get(from);
      if (!fromPod) return [];
      const ports = [{ port, protocol: 'TCP' }] as const;
      const why = 'the calls that are declared';
      return [{ from: podEnd(index, fromPod), fromPod, to: theInternet, ports, why }];
    });
    return [...within, ...out];
  });
}

function toDns(subject: Subject): NeededCall[] {
  const index = indexOf(subject);
  const policed = policedBy(subject);
  return index.pods
    .filter((pod) => policed.restricts(pod, 'egress') && pod.spec.dnsPolicy !== 'None')
    .flatMap((fromPod) =>
      (['UDP', 'TCP'] as const).map((protocol) => ({
        from: podEnd(index, fromPod),
        fromPod,
        to: clusterDns,
        ports: [{ port: 53, protocol }],
        why: 'every name is looked up there; long answers come over TCP',
      })),
    );
}

function fromIngresses(subject: Subject): NeededCall[] {
  const index = indexOf(subject);
  return index.kind('Ingress').flatMap((ingress) => {
    const callers = callersOf(subject, index, ingress);
    return backendsOf(ingress).flatMap(({ service: backend }) => {
      const service = index.find('Service', ingress.namespace, text(at(backend, 'name')) ?? '');
      if (!service) return [];
      const number = at(backend, 'port', 'number');
      const name = at(backend, 'port', 'name');
      const isBackend = (port: ReturnType<typeof fields>) =>
        port.port === number || (name !== undefined && port.name === name);
      return targetsOf(index, service, isBackend).flatMap(({ pod: toPod, ports }) =>
        callers.map((caller): NeededCall => {
          return { ...caller, to: podEnd(index, toPod), toPod, ports, why: ingress.id };
        }),
      );
    });
  });
}

function callersOf(
  subject: Subject,
  index: Index,
  ingress: Located,
): Pick<NeededCall, 'from' | 'fromPod'>[] {
  const className = text(at(ingress.object, 'spec', 'ingressClassName')) ?? '';
  const id = at(index.find('IngressClass', '', className)?.object, 'spec', 'controller');
  if (id === albController) return [{ from: vpcRange(subject, 'the load balancer') }];
  return ingressControllersOf(subject)
    .filter(({ name }) => controllerIds[name] === id)
    .map(({ pod }) => ({ from: podEnd(index, pod), fromPod: pod }));
}

// What comes through a node's port has that node's address, unless the Service keeps its traffic local.
function fromOutside(subject: Subject): NeededCall[] {
  const index = indexOf(subject);
  return index.kind('Service').flatMap((service) => {
    const { type, externalTrafficPolicy, loadBalancerSourceRanges } = fields(service.object.spec);
    if (type !== 'NodePort' && type !== 'LoadBalancer') return [];
    const ranges = list(loadBalancerSourceRanges).filter((one) => typeof one === 'string');
    const clients = ranges.length > 0 ? ranges : (subject.config?.access.from ?? ['any']);
    const callers: [RangeEnd, boolean][] = [
      [vpcRange(subject, 'nodes and load balancers'), false],
      ...clients.map((cidr): [RangeEnd, boolean] => [
        { kind: 'range', name: `clients (${cidr})`, cidr },
        externalTrafficPolicy !== 'Local',
      ]),
    ];
    return targetsOf(index, service).flatMap(({ pod: toPod, ports }) =>
      callers.flatMap(([from, optional]) =>
        ports.map((port): NeededCall => {
          const why = `${service.id} is of type ${type}`;
          return { from, to: podEnd(index, toPod), toPod, ports: [port], why, optional };
        }),
      ),
    );
  });
}

function toApiServer(subject: Subject): NeededCall[] {
  const index = indexOf(subject);
  const policed = policedBy(subject);
  const addresses = apiServers(subject);
  return index.pods.flatMap((fromPod): NeededCall[] => {
    const account = text(fromPod.spec.serviceAccountName) ?? '';
    if (!account || account === 'default' || !policed.restricts(fromPod, 'egress')) return [];
    const object = index.find('ServiceAccount', fromPod.namespace, account)?.object;
    const mounts =
      fromPod.spec.automountServiceAccountToken ?? object?.automountServiceAccountToken;
    if (mounts === false) return [];
    return addresses.map(([to, optional]): NeededCall => ({
      from: podEnd(index, fromPod),
      fromPod,
      to,
      ports: [{ port: apiServerPort, protocol: 'TCP' }],
      why: `it has the token of ServiceAccount ${account}`,
      optional,
    }));
  });
}

// The VPC CNI judges a call by the address that the pod calls, which is the Service's; others by the one behind it.
function apiServers(subject: Subject): [to: RangeEnd, optional: boolean][] {
  const behind = vpcRange(subject, 'the API server');
  if (!vpcCniOf(subject).enforces) return [[behind, false]];
  const cluster = subject.clusterConfig?.object;
  const written = text(at(cluster, 'kubernetesNetworkConfig', 'serviceIPv4CIDR'));
  const [usual, other] = serviceRanges;
  const likely = written ?? (behind.cidr.startsWith('10.') ? other : usual);
  const ranges = written === undefined ? serviceRanges : [written];
  return [
    [behind, true],
    ...ranges.map((range): [RangeEnd, boolean] => {
      const cidr = apiServerAddress(range);
      return [{ kind: 'range', name: `the API server (${cidr})`, cidr }, range !== likely];
    }),
  ];
}

function call(
  index: Index,
  fromPod: PodTemplate,
  toPod: PodTemplate,
  ports: NeededCall['ports'],
  why: string,
): NeededCall {
  return { from: podEnd(index, fromPod), fromPod, to: podEnd(index, toPod), toPod, ports, why };
}
