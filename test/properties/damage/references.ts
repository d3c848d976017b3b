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
  removals,
  workloadKinds,
} from './subject.ts';

const specs = (objects: readonly Fields[]) => objects.map((object) => below(object, 'spec'));

/** Damages that tear two objects apart. */
export const references: Readonly<Record<string, Damage>> = {
  'a Service selects no pod': (subject) =>
    objectsOf(subject, 'Service').flatMap((object) => {
      const selector = below(object, 'spec', 'selector');
      return Object.keys(selector).map((key) => () => {
        selector[key] = 'no-such';
      });
    }),
  'a pod loses the label that selects it': (subject) =>
    objectsOf(subject, ...workloadKinds).flatMap((object) => {
      const labels = below(object, 'spec', 'template', 'metadata', 'labels');
      const selected = Object.keys(below(object, 'spec', 'selector', 'matchLabels'));
      return drop([labels], selected[0] ?? '');
    }),
  'a Service that is called has another name': (subject) =>
    objectsOf(subject, 'Service')
      .filter((object) => called.includes(nameOf(object)))
      .flatMap((object) =>
        change([below(object, 'metadata')], 'name', (name) => `${String(name)}-x`),
      ),
  'a Service that is called is gone': (subject) =>
    removals(subject, 'Service', (object) => called.includes(nameOf(object))),
  'a workload is gone': (subject) =>
    workloadKinds.flatMap((kind) =>
      removals(subject, kind, (object) =>
        objectsOf(subject, 'Service').some(
          (service) => below(service, 'metadata').name === nameOf(object),
        ),
      ),
    ),
  'a targetPort is none of its pods': (subject) =>
    objectsOf(subject, 'Service').flatMap((object) =>
      change(itemsBelow(object, 'spec', 'ports'), 'targetPort', (port) =>
        typeof port === 'number' ? port + 1 : 'no-such',
      ),
    ),
  'a port that is probed by name has another name': (subject) =>
    containers(subject)
      .filter((container) => 'readinessProbe' in container)
      .flatMap((container) =>
        itemsBelow(container, 'ports')
          .filter(({ name }) =>
            JSON.stringify(container.readinessProbe).includes(`"port":"${String(name)}"`),
          )
          .map((port) => () => {
            port.name = 'other';
          }),
      ),
  'a probe asks no port of its pod': (subject) =>
    containers(subject).flatMap((container) =>
      ['readinessProbe', 'livenessProbe', 'startupProbe'].flatMap((probe) =>
        change(
          [below(container, probe, 'httpGet'), below(container, probe, 'tcpSocket')],
          'port',
          () => 'no-such',
        ),
      ),
    ),
  'an Ingress names no Service': (subject) =>
    change(backends(objectsOf(subject, 'Ingress')), 'name', () => 'no-such'),
  'an Ingress names no port': (subject) =>
    backends(objectsOf(subject, 'Ingress')).map((service) => () => {
      service.port = { number: 4711 };
    }),
  'an Ingress names no class': (subject) =>
    change(specs(objectsOf(subject, 'Ingress')), 'ingressClassName', () => 'no-such'),
  'an Ingress without a host is redirected to https': (subject) =>
    objectsOf(subject, 'Ingress')
      .filter((object) => itemsBelow(object, 'spec', 'rules').some(({ host }) => !host))
      .flatMap((object) => drop([below(object, 'metadata')], 'annotations'))
      .filter(() =>
        objectsOf(subject, 'Deployment').some((one) => nameOf(one) === 'nginx-ingress'),
      ),
  'an IngressClass is gone': (subject) =>
    objectsOf(subject, 'Ingress').length > 0 ? removals(subject, 'IngressClass') : [],
  'a StorageClass is gone': (subject) =>
    objectsOf(subject, 'StatefulSet').length > 0 ? removals(subject, 'StorageClass') : [],
  'a claim names no class': (subject) =>
    change(
      objectsOf(subject, 'StatefulSet')
        .flatMap((object) => itemsBelow(object, 'spec', 'volumeClaimTemplates'))
        .map((claim) => below(claim, 'spec')),
      'storageClassName',
      () => 'no-such',
    ),
  'a ServiceAccount is gone': (subject) => removals(subject, 'ServiceAccount'),
  'a pod names no ServiceAccount': (subject) =>
    change(podSpecs(subject), 'serviceAccountName', () => 'no-such'),
  'a binding names no ServiceAccount': (subject) =>
    objectsOf(subject, 'RoleBinding', 'ClusterRoleBinding').flatMap((object) =>
      change(itemsBelow(object, 'subjects'), 'name', () => 'no-such'),
    ),
  'a role is gone': (subject) => [
    ...removals(subject, 'Role'),
    ...removals(subject, 'ClusterRole'),
  ],
  'a ConfigMap that is used is gone': (subject) =>
    removals(subject, 'ConfigMap', (object) =>
      JSON.stringify(podSpecs(subject)).includes(nameOf(object)),
    ),
  'a Secret that a person makes is gone': (subject) =>
    subject.prerequisites.map((_, index) => () => {
      subject.prerequisites.splice(index, 1);
    }),
  'a namespace is gone': (subject) => removals(subject, 'Namespace'),
  'a namespace comes after what is in it': (subject) =>
    subject.files
      .filter(({ objects, alternative }) => !alternative && objects.length > 1)
      .flatMap((file) =>
        file.objects
          .filter(({ kind }) => kind === 'Namespace')
          .map((object) => () => {
            file.objects = [...file.objects.filter((other) => other !== object), object];
          }),
      ),
  'a priority class is none': (subject) =>
    change(podSpecs(subject), 'priorityClassName', () => 'no-such'),
  'an env value names no Service': (subject) =>
    addresses(subject).map((variable) => () => {
      variable.value = String(variable.value).replace(/^[a-z-]+/, '$&-x');
    }),
  'an env value names no port of its Service': (subject) =>
    addresses(subject)
      .filter(({ value }) => String(value).includes(':'))
      .map((variable) => () => {
        variable.value = String(variable.value).replace(/:\d+$/, ':4711');
      }),
};

// Environment variables that say where a Service is: `user-db:27017`.
function addresses(subject: Parameters<Damage>[0]): Fields[] {
  const names = objectsOf(subject, 'Service').map(nameOf);
  return containers(subject)
    .flatMap((container) => itemsBelow(container, 'env'))
    .filter(({ value }) => names.includes(/^([a-z-]+)(:\d+)?$/.exec(String(value))?.[1] ?? ''));
}

// Those that something in the output calls, by its image or by its settings.
const called = [
  'front-end',
  'catalogue',
  'carts',
  'orders',
  'user',
  'payment',
  'shipping',
  'rabbitmq',
].concat(['carts-db', 'catalogue-db', 'orders-db', 'user-db', 'session-db']);

function backends(ingresses: readonly Fields[]): Fields[] {
  return ingresses
    .flatMap((ingress) => itemsBelow(ingress, 'spec', 'rules'))
    .flatMap((rule) => itemsBelow(rule, 'http', 'paths'))
    .map((path) => below(path, 'backend', 'service'));
}
