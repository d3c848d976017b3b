import {
  below,
  change,
  containers,
  type Damage,
  drop,
  itemsBelow,
  nameOf,
  objectsOf,
  podSpecs,
  workloadKinds,
} from './subject.ts';

const budgets = (subject: Parameters<Damage>[0]) =>
  objectsOf(subject, 'PodDisruptionBudget').map((object) => below(object, 'spec'));

const withoutTag = (image: unknown) =>
  String(image)
    .replace(/@.*/, '')
    .replace(/:[^:/]*$/, '');

// The autoscaler's image has its user as a number.
const usersByName = (subject: Parameters<Damage>[0]) =>
  podSpecs(subject).filter(
    (spec) =>
      below(spec, 'securityContext').runAsNonRoot === true &&
      spec.serviceAccountName !== 'cluster-autoscaler',
  );

/** Damages that only the nodes would show, or a drain. */
export const pods: Readonly<Record<string, Damage>> = {
  'an image floats': (subject) => [
    ...change(containers(subject), 'image', withoutTag),
    ...change(containers(subject), 'image', (image) => `${withoutTag(image)}:latest`),
  ],
  'one image has two versions': (subject) =>
    objectsOf(subject, ...workloadKinds).flatMap((object) =>
      itemsBelow(object, 'spec', 'template', 'spec', 'containers')
        .slice(0, 1)
        .map((container) => () => {
          itemsBelow(object, 'spec', 'template', 'spec', 'containers').push({
            ...container,
            name: 'other',
            ports: [],
            image: `${withoutTag(container.image)}:9.9.9`,
          });
        }),
    ),
  'a container asks for nothing': (subject) => drop(containers(subject), 'resources'),
  'a container has no memory limit': (subject) =>
    drop(
      containers(subject).map((container) => below(container, 'resources', 'limits')),
      'memory',
    ),
  'a container asks for more than a node has': (subject) =>
    subject.clusterConfig
      ? containers(subject).flatMap((container) =>
          change([below(container, 'resources', 'requests')], 'cpu', () => '200'),
        )
      : [],
  'a pod fits no node': (subject) =>
    subject.clusterConfig
      ? podSpecs(subject).map((spec) => () => {
          spec.nodeSelector = { 'kubernetes.io/os': 'plan9' };
        })
      : [],
  'a budget allows no disruption': (subject) => [
    ...change(budgets(subject), 'maxUnavailable', () => 0),
    ...budgets(subject).map((spec) => () => {
      delete spec.maxUnavailable;
      spec.minAvailable = '100%';
    }),
  ],
  'a budget selects no pod': (subject) =>
    budgets(subject).map((spec) => () => {
      spec.selector = { matchLabels: { app: 'no-such' } };
    }),
  'a pod runs as a name that no kubelet resolves': (subject) =>
    usersByName(subject).flatMap((spec) => drop([below(spec, 'securityContext')], 'runAsUser')),
  'a Jenkins has nowhere to write': (subject) =>
    objectsOf(subject, 'Pod')
      .filter((object) => nameOf(object) === 'jenkins')
      .flatMap((object) =>
        itemsBelow(object, 'spec', 'containers').map((container) => () => {
          below(container, 'securityContext').readOnlyRootFilesystem = true;
          delete container.volumeMounts;
        }),
      ),
};
