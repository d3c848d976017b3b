import type { Subject } from '../../../checks/check.ts';
import type { Exposed } from '../../../checks/exposure/exposed.ts';
import { type Index, indexOf } from '../../../checks/index-of.ts';
import { targetsOf } from '../../../checks/network/targets.ts';
import { backendsOf } from '../../../checks/references/ingress-backend.ts';
import { at, text } from '../../../checks/values.ts';
import { podGroupOf } from '../capacity/pod-group.ts';
import { alike } from '../graph/alike.ts';
import { type Graph, type GraphEdge, type GraphNode, graphOf } from '../graph/graph.ts';

/** Entrances that are alike but for their namespace, mostly one alone. */
type Entrance = readonly [Exposed, ...Exposed[]];

/** From where something is reached, by what, as a picture: ranges, entrances and the pods behind them. */
export function exposureGraph(subject: Subject, exposed: readonly Exposed[]): Graph {
  const keyOf = (one: Exposed) =>
    [one.what, one.from, inNamespace(one).name, isPassing(subject, one)].join(' ');
  const entrances = alike(exposed, keyOf).filter(isEntrance);
  const idOf = (object: string, what: Exposed['what']) =>
    entrances.flatMap((entrance) =>
      entrance.some((one) => one.object === object && one.what === what)
        ? [idOfEntrance(entrance)]
        : [],
    )[0];
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const entrance of entrances) {
    const [one] = entrance;
    const passing = isPassing(subject, one);
    const id = idOfEntrance(entrance);
    // An Ingress is reached through its controller's Service.
    const before = one.what === 'Ingress' ? idOf(one.by, 'LoadBalancer') : undefined;
    const source = sourceOf(subject, one);
    const targets = targetsBehind(subject, entrance);
    nodes.push(...(before ? [] : [source]), entranceNode(entrance, id, passing), ...targets);
    edges.push({ from: before ?? source.id, to: id, passing });
    edges.push(...targets.map((target) => ({ from: id, to: target.id, passing })));
  }
  return graphOf(nodes, edges);
}

/** Whether something is there during its exercise only. */
export function isPassing({ files }: Subject, { file }: Exposed): boolean {
  return files.some(({ path, alternative }) => path === file && alternative === true);
}

/** Ranges in few words: one as it is written, several counted. */
export function rangesInWords(from: readonly string[]): string {
  const [first, ...others] = from;
  if (first === undefined) return 'unknown';
  return others.length > 0 ? `${from.length} ranges` : first;
}

function isEntrance(group: readonly Exposed[]): group is Entrance {
  return group.length > 0;
}

function idOfEntrance([{ what, object, file }]: Entrance): string {
  return `${what} ${object} ${file}`;
}

function entranceNode(entrance: Entrance, id: string, passing: boolean): GraphNode {
  const [one, ...others] = entrance;
  const { namespace, name } = inNamespace(one);
  const whole = namespace ? `${namespace}/${name}` : name;
  return {
    id,
    title: `${one.what} ${portsOf(entrance)}`,
    detail: others.length > 0 ? `${name} in ${entrance.length} namespaces` : whole,
    tone: 'other',
    passing,
  };
}

function portsOf(entrance: Entrance): string {
  const ports = new Set(entrance.flatMap((one) => one.ports).filter((port) => /^\d+$/.test(port)));
  if (ports.size === 0) return '(any port)';
  return ports.size > 3 ? `(${ports.size} ports)` : [...ports].join(', ');
}

function sourceOf({ config }: Subject, { from }: Exposed): GraphNode {
  const title = rangesInWords(from);
  if (from.join() === 'the VPC') {
    return { id: 'from VPC', title, ...(config && { detail: config.vpc.cidr }), tone: 'outside' };
  }
  const detail = from.join() === '0.0.0.0/0' ? 'the whole Internet' : 'access.from';
  const isOwn = config && from.join() === config.access.from.join();
  const isKnown = isOwn || from.join() === '0.0.0.0/0';
  return { id: `from ${from.join()}`, title, ...(isKnown && { detail }), tone: 'outside' };
}

function targetsBehind(subject: Subject, entrance: Entrance): GraphNode[] {
  const [one, ...others] = entrance;
  if (one.what === 'API endpoint') return [{ id: 'api', title: 'Kubernetes API', tone: 'system' }];
  const index = indexOf(subject);
  const { kind, namespace, name } = inNamespace(one);
  const found = index.find(kind, namespace, name);
  if (!found) return [];
  const services =
    one.what === 'Ingress'
      ? backendsOf(found).map(({ service }) => text(at(service, 'name')) ?? '')
      : [name];
  const pods = services.flatMap((service) => podsBehind(index, namespace, service));
  if (others.length === 0) return pods;
  const detail = `in ${entrance.length} namespaces`;
  return pods.map((pod) => ({ ...pod, id: `every ${pod.title}`, detail }));
}

function podsBehind(index: Index, namespace: string, name: string): GraphNode[] {
  const service = index.find('Service', namespace, name);
  if (!service) return [];
  return targetsOf(index, service).map(({ pod: { owner } }) => ({
    id: owner.id,
    title: owner.name,
    detail: owner.namespace,
    tone: podGroupOf(owner.namespace).tone,
  }));
}

/** The parts of `Service sock-shop/front-end`. */
function inNamespace({ object }: Exposed): { kind: string; namespace: string; name: string } {
  const [kind = '', path = ''] = object.split(' ');
  const [first = '', second] = path.split('/');
  return second === undefined
    ? { kind, namespace: '', name: first }
    : { kind, namespace: first, name: second };
}
