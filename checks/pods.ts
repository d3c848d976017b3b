import type { Located } from './located.ts';
import { at, fields, type Fields, list, text, textEntries } from './values.ts';

/** The pods that an object makes, or is. */
export interface PodTemplate {
  readonly owner: Located;
  /** Where the pod's metadata and spec stand in the owner: `spec.template.`, or nothing for a Pod. */
  readonly path: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: Fields;
  readonly containers: readonly Container[];
  /** How many there are; undefined where that isn't the manifest's to say. */
  readonly replicas: number | undefined;
}

/** A container of a pod. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly fields: Fields;
  /** `spec.template.spec.containers[0]` */
  readonly path: string;
  /** Whether it ends before the others start; a sidecar among the init containers doesn't. */
  readonly init: boolean;
}

/** A port that a container declares. */
export interface ContainerPort {
  readonly port: number;
  readonly name: string | undefined;
  readonly protocol: string;
}

const templatePaths: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** The pod template of an object that has one. */
export function podTemplateOf(owner: Located): PodTemplate | undefined {
  const keys = Object.hasOwn(templatePaths, owner.kind) ? templatePaths[owner.kind] : undefined;
  if (!keys) return undefined;
  const template = at(owner.object, ...keys);
  const spec = fields(at(template, 'spec'));
  const path = keys.map((key) => `${key}.`).join('');
  return {
    owner,
    path,
    namespace: owner.namespace,
    labels: Object.fromEntries(textEntries(at(template, 'metadata', 'labels'))),
    spec,
    containers: [
      ...containers(spec, 'initContainers', `${path}spec.`),
      ...containers(spec, 'containers', `${path}spec.`),
    ],
    replicas: replicasOf(owner),
  };
}

function containers(spec: Fields, key: 'containers' | 'initContainers', path: string): Container[] {
  return list(spec[key]).map((value, index) => {
    const container = fields(value);
    return {
      name: text(container.name) ?? '',
      image: text(container.image) ?? '',
      fields: container,
      path: `${path}${key}[${index}]`,
      init: key === 'initContainers' && container.restartPolicy !== 'Always',
    };
  });
}

function replicasOf({ kind, object }: Located): number | undefined {
  if (kind === 'Pod') return 1;
  if (kind === 'DaemonSet' || kind === 'Job' || kind === 'CronJob') return undefined;
  const replicas = at(object, 'spec', 'replicas');
  return typeof replicas === 'number' ? replicas : 1;
}

/** The ports that a container declares. */
export function portsOf(container: Container): ContainerPort[] {
  return list(container.fields.ports).flatMap((value) => {
    const { containerPort, name, protocol } = fields(value);
    if (typeof containerPort !== 'number') return [];
    return [{ port: containerPort, name: text(name), protocol: text(protocol) ?? 'TCP' }];
  });
}

const portsByPod = new WeakMap<PodTemplate, ContainerPort[]>();

/** The ports that a pod's running containers declare. */
export function podPorts(pod: PodTemplate): readonly ContainerPort[] {
  let ports = portsByPod.get(pod);
  if (!ports) {
    ports = pod.containers.filter(({ init }) => !init).flatMap(portsOf);
    portsByPod.set(pod, ports);
  }
  return ports;
}

/** A security setting as the container has it: its own, or else its pod's. */
export function securityOf(pod: PodTemplate, container: Container, key: string): unknown {
  return at(container.fields, 'securityContext', key) ?? at(pod.spec, 'securityContext', key);
}
