import type { Subject } from '../../../checks/check.ts';
import type { Exposed } from '../../../checks/exposure/exposed.ts';
import { type Index, indexOf } from '../../../checks/index-of.ts';
import { targetsOf } from '../../../checks/network/targets.ts';
import { backendsOf } from '../../../checks/references/ingress-backend.ts';
import { at, text } from '../../../checks/values.ts';
import { podGroupOf } from '../capacity/pod-group.ts';
import { type Graph, type GraphEdge, type GraphNode, graphOf } from '../graph/graph.ts';
import {
  type Entrance,
  entrancesOf,
  inNamespace,
  isPassing,
  nameOf,
  portsOf,
  sourceOf,
} from './entrances.ts';

/** From where something is reached, by what, as a picture: ranges, entrances and the pods behind them. */
export function exposureGraph(subject: Subject, exposed: readonly Exposed[]): Graph {
  const entrances = entrancesOf(subject, exposed);
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

function idOfEntrance([{ what, object, file }]: Entrance): string {
  return `${what} ${object} ${file}`;
}

function entranceNode(entrance: Entrance, id: string, passing: boolean): GraphNode {
  const [{ what }] = entrance;
  return {
    id,
    title: `${what} ${portsInWords(entrance)}`,
    detail: nameOf(entrance),
    tone: 'other',
    passing,
  };
}

function portsInWords(entrance: Entrance): string {
  const ports = portsOf(entrance);
  if (ports.length === 0) return '(any port)';
  return ports.length > 3 ? `(${ports.length} ports)` : ports.join(', ');
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
