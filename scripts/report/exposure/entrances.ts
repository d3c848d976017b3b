import type { Subject } from '../../../checks/check.ts';
import type { Exposed } from '../../../checks/exposure/exposed.ts';
import { alike } from '../graph/alike.ts';
import type { GraphNode } from '../graph/graph.ts';

/** Entrances that are alike but for their namespace, mostly one alone. */
export type Entrance = readonly [Exposed, ...Exposed[]];

/** What is reachable, with what is the same in many namespaces as one. */
export function entrancesOf(subject: Subject, exposed: readonly Exposed[]): Entrance[] {
  const keyOf = (one: Exposed) =>
    [one.what, one.from, inNamespace(one).name, isPassing(subject, one)].join(' ');
  return alike(exposed, keyOf).filter((group): group is Entrance => group.length > 0);
}

/** Whether something is there during its exercise only. */
export function isPassing({ files }: Subject, { file }: Exposed): boolean {
  return files.some(({ path, alternative }) => path === file && alternative === true);
}

/** The parts of `Service sock-shop/front-end`. */
export function inNamespace({ object }: Exposed): {
  kind: string;
  namespace: string;
  name: string;
} {
  const [kind = '', path = ''] = object.split(' ');
  const [first = '', second] = path.split('/');
  return second === undefined
    ? { kind, namespace: '', name: first }
    : { kind, namespace: first, name: second };
}

/** What it is called in a picture: `sock-shop/front-end`, or `jenkins in 20 namespaces`. */
export function nameOf(entrance: Entrance): string {
  const { namespace, name } = inNamespace(entrance[0]);
  if (entrance.length > 1) return `${name} in ${entrance.length} namespaces`;
  return namespace ? `${namespace}/${name}` : name;
}

/** The ports of an entrance: those that are written. */
export function portsOf(entrance: Entrance): readonly string[] {
  const ports = entrance.flatMap((one) => one.ports).filter((port) => /^\d+$/.test(port));
  return [...new Set(ports)];
}

/** From where it is reached, as a box of a picture. */
export function sourceOf({ config }: Subject, { from }: Exposed): GraphNode {
  const title = rangesInWords(from);
  if (from.join() === 'the VPC') {
    return { id: 'from VPC', title, ...(config && { detail: config.vpc.cidr }), tone: 'outside' };
  }
  const detail = from.join() === '0.0.0.0/0' ? 'the whole Internet' : 'access.from';
  const isOwn = config && from.join() === config.access.from.join();
  const isKnown = isOwn || from.join() === '0.0.0.0/0';
  return { id: `from ${from.join()}`, title, ...(isKnown && { detail }), tone: 'outside' };
}

/** Ranges in few words: one as it is written, several counted. */
export function rangesInWords(from: readonly string[]): string {
  const [first, ...others] = from;
  if (first === undefined) return 'unknown';
  return others.length > 0 ? `${from.length} ranges` : first;
}
