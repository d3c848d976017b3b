import {
  below,
  change,
  containers,
  type Damage,
  drop,
  type Fields,
  itemsBelow,
  nameOf,
  objectsOf,
  podSpecs,
  workloadKinds,
} from './subject.ts';

// What an object's author may name as they like.
const freeForm = [
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'data',
  'parameters',
  'limits',
  'requests',
];

function mappings(value: unknown, key = ''): Fields[] {
  if (Array.isArray(value)) return value.flatMap((item) => mappings(item, key));
  if (typeof value !== 'object' || value === null || freeForm.includes(key)) return [];
  const fields = value as Fields;
  return [fields, ...Object.entries(fields).flatMap(([name, child]) => mappings(child, name))];
}

function rename(owner: Fields, from: string, to: string): void {
  owner[to] = owner[from];
  delete owner[from];
}

// A Service's selector is free too, and its key is the same as a Deployment's.
const isSelector = (object: Fields, owner: Fields) =>
  object.kind === 'Service' && owner === below(object, 'spec', 'selector');

/** Damages that one object shows by itself. */
export const shapes: Readonly<Record<string, Damage>> = {
  'a key is mistyped': (subject) =>
    objectsOf(subject).flatMap((object) =>
      mappings(object)
        .filter((owner) => !isSelector(object, owner))
        .flatMap((owner) => Object.keys(owner).map((key) => () => rename(owner, key, `${key}x`))),
    ),
  'a key has the wrong case': (subject) =>
    objectsOf(subject).flatMap((object) =>
      mappings(object)
        .filter((owner) => !isSelector(object, owner))
        .flatMap((owner) =>
          Object.keys(owner).map(
            (key) => () => rename(owner, key, key.charAt(0).toUpperCase() + key.slice(1)),
          ),
        ),
    ),
  'a workload has no selector': (subject) =>
    drop(
      objectsOf(subject, ...workloadKinds).map((object) => below(object, 'spec')),
      'selector',
    ),
  'a workload has no template': (subject) =>
    drop(
      objectsOf(subject, ...workloadKinds).map((object) => below(object, 'spec')),
      'template',
    ),
  'a container has no name': (subject) => drop(containers(subject), 'name'),
  'a container has no image': (subject) => drop(containers(subject), 'image'),
  'an object has no name': (subject) =>
    drop(
      objectsOf(subject).map((object) => below(object, 'metadata')),
      'name',
    ),
  'an object has no kind': (subject) => drop(objectsOf(subject), 'kind'),
  'an object has no apiVersion': (subject) => drop(objectsOf(subject), 'apiVersion'),
  'a binding has no role': (subject) =>
    drop(objectsOf(subject, 'RoleBinding', 'ClusterRoleBinding'), 'roleRef'),
  'a Service has no ports': (subject) =>
    drop(
      objectsOf(subject, 'Service').map((object) => below(object, 'spec')),
      'ports',
    ),
  'an API version is gone': (subject) => [
    ...change(objectsOf(subject, ...workloadKinds), 'apiVersion', () => 'extensions/v1beta1'),
    ...change(
      objectsOf(subject, 'Ingress', 'IngressClass'),
      'apiVersion',
      () => 'networking.k8s.io/v1beta1',
    ),
    ...change(objectsOf(subject, 'PodDisruptionBudget'), 'apiVersion', () => 'policy/v1beta1'),
    ...change(
      objectsOf(subject, 'Role', 'RoleBinding'),
      'apiVersion',
      () => 'rbac.authorization.k8s.io/v1beta1',
    ),
  ],
  'an API version never was': (subject) =>
    change(objectsOf(subject), 'apiVersion', (version) => `${String(version)}7`),
  'a kind is mistyped': (subject) =>
    change(objectsOf(subject), 'kind', (kind) => `${String(kind)}t`),
  // Roles and their bindings may have almost any name.
  'a name is none': (subject) =>
    change(
      objectsOf(subject)
        .filter(({ kind }) => !/Role/.test(String(kind)))
        .map((object) => below(object, 'metadata')),
      'name',
      (name) => `${String(name)}_A`,
    ),
  'a label value is none': (subject) =>
    objectsOf(subject).flatMap((object) => {
      const labels = below(object, 'metadata', 'labels');
      return Object.keys(labels).map((key) => () => {
        labels[key] = 'not a label!';
      });
    }),
  'a number is text': (subject) => [
    ...change(
      containers(subject).flatMap((container) => itemsBelow(container, 'ports')),
      'containerPort',
      String,
    ),
    ...change(
      objectsOf(subject, ...workloadKinds).map((object) => below(object, 'spec')),
      'replicas',
      String,
    ),
  ],
  'a port is out of range': (subject) => [
    ...change(
      containers(subject).flatMap((container) => itemsBelow(container, 'ports')),
      'containerPort',
      () => 70_000,
    ),
    ...change(
      objectsOf(subject, 'Service').flatMap((object) => itemsBelow(object, 'spec', 'ports')),
      'port',
      () => 0,
    ),
    ...objectsOf(subject, 'Service').flatMap((object) =>
      itemsBelow(object, 'spec', 'ports')
        .slice(0, 1)
        .map((port) => () => {
          below(object, 'spec').type = 'NodePort';
          port.nodePort = 8080;
        }),
    ),
  ],
  'a quantity is none': (subject) =>
    containers(subject).flatMap((container) => [
      ...change([below(container, 'resources', 'requests')], 'cpu', () => '100mm'),
      ...change([below(container, 'resources', 'limits')], 'memory', () => '64 Mi'),
    ]),
  'a request exceeds its limit': (subject) =>
    containers(subject).flatMap((container) =>
      change([below(container, 'resources', 'requests')], 'memory', () => '900Gi'),
    ),
  'an object is there twice': (subject) =>
    subject.files
      .filter(({ alternative }) => !alternative)
      .flatMap((file) => file.objects.map((object) => () => file.objects.push({ ...object }))),
  'a file is there twice': (subject) =>
    subject.files.map((file) => () => {
      subject.files.push({ ...file, objects: [] });
    }),
  'a mount has no volume': (subject) =>
    podSpecs(subject)
      .flatMap((spec) => itemsBelow(spec, 'containers'))
      .flatMap((container) =>
        change(itemsBelow(container, 'volumeMounts'), 'name', () => 'no-such'),
      ),
  "a selector isn't its template's": (subject) =>
    objectsOf(subject, ...workloadKinds).map((object) => () => {
      const labels = below(object, 'spec', 'selector', 'matchLabels');
      labels[Object.keys(labels)[0]!] = `${nameOf(object)}-other`;
    }),
};
