import type { Subject } from './check.ts';
import { locate, type Located } from './located.ts';
import { inOrderOfApplication } from './order.ts';
import { podTemplateOf, type PodTemplate } from './pods.ts';
import { at, textEntries } from './values.ts';

/** What several checks look up, built once for each subject. */
export interface Index {
  readonly objects: readonly Located[];
  readonly pods: readonly PodTemplate[];
  /** The objects of a kind. */
  kind(kind: string): readonly Located[];
  /** The object of a kind, namespace and name; of several the first. */
  find(kind: string, namespace: string, name: string): Located | undefined;
  /** The names that a kind has in a namespace. */
  names(kind: string, namespace: string): readonly string[];
  podsIn(namespace: string): readonly PodTemplate[];
  /** The pods of a namespace that have a label. */
  podsLabelled(namespace: string, key: string, value: string): readonly PodTemplate[];
  /** The pod template that an object carries. */
  podsOf(owner: Located): PodTemplate | undefined;
  /** Every namespace that is created here or that every cluster has, with its labels. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly namespaceNames: readonly string[];
}

/** The namespaces that every cluster has. */
export const builtInNamespaces = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

const indexes = new WeakMap<Subject, Index>();

/** The subject's index. */
export function indexOf(subject: Subject): Index {
  let index = indexes.get(subject);
  if (!index) indexes.set(subject, (index = build(subject)));
  return index;
}

function build(subject: Subject): Index {
  const counts = new Map<string, number>();
  const objects = inOrderOfApplication(subject.files).flatMap(({ file, object }, order) => {
    const located = locate(object, file, order);
    if (!located) return [];
    const key = `${file.path} ${located.id}`;
    const before = counts.get(key);
    counts.set(key, (before ?? 0) + 1);
    return [{ ...located, nth: before }];
  });
  const kinds = new Map<string, Located[]>();
  const byKey = new Map<string, Located>();
  const names = new Map<string, string[]>();
  for (const located of objects) {
    append(kinds, located.kind, located);
    const key = `${located.kind} ${located.namespace}/${located.name}`;
    if (byKey.has(key)) continue;
    byKey.set(key, located);
    append(names, `${located.kind} ${located.namespace}`, located.name);
  }
  const pods = objects.flatMap((located) => podTemplateOf(located) ?? []);
  const byOwner = new Map(pods.map((pod) => [pod.owner, pod]));
  const byNamespace = new Map<string, PodTemplate[]>();
  const byLabel = new Map<string, PodTemplate[]>();
  for (const pod of pods) {
    append(byNamespace, pod.namespace, pod);
    for (const [key, value] of Object.entries(pod.labels)) {
      append(byLabel, `${pod.namespace} ${key}=${value}`, pod);
    }
  }
  const namespaces = new Map<string, Record<string, string>>();
  for (const name of builtInNamespaces) namespaces.set(name, autoLabels(name));
  for (const { name, object } of kinds.get('Namespace') ?? []) {
    const labels = Object.fromEntries(textEntries(at(object, 'metadata', 'labels')));
    namespaces.set(name, { ...labels, ...autoLabels(name) });
  }
  return {
    objects,
    pods,
    namespaces,
    namespaceNames: [...namespaces.keys()],
    kind: (kind) => kinds.get(kind) ?? [],
    find: (kind, namespace, name) => byKey.get(`${kind} ${namespace}/${name}`),
    names: (kind, namespace) => names.get(`${kind} ${namespace}`) ?? [],
    podsIn: (namespace) => byNamespace.get(namespace) ?? [],
    podsLabelled: (namespace, key, value) => byLabel.get(`${namespace} ${key}=${value}`) ?? [],
    podsOf: (owner) => byOwner.get(owner),
  };
}

function autoLabels(name: string): Record<string, string> {
  return { 'kubernetes.io/metadata.name': name };
}

/** Adds to the list that a map holds for a key. */
export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
