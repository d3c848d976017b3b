import { identityOf, type KubeObject } from '../../output/manifest.ts';
import type { Subject } from '../check.ts';
import { type Requests, podRequests } from './pod-requests.ts';
import { at, fields, list, text } from '../values.ts';
import { appliedObjects, numberOf, stringsOf } from './values.ts';

export type PodOwner = 'DaemonSet' | 'Deployment' | 'StatefulSet' | 'ReplicaSet' | 'Job' | 'none';

/** One pod that wants a place. */
export interface PodDemand extends Requests {
  /** `sock-shop/front-end`, numbered where there are several. */
  readonly name: string;
  readonly namespace: string;
  /** What made it; a bare Pod has none. */
  readonly owner: PodOwner;
  /** Its owner's identity, or its own. */
  readonly object: string;
  readonly file?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Volumes that the cloud attaches to its node. */
  readonly volumes: number;
  readonly spec: unknown;
}

/** Everything that wants a place: pods, and the DaemonSets' pods that each node has. */
export interface Demand {
  readonly pods: readonly PodDemand[];
  readonly perNode: readonly PodDemand[];
}

// More pods of one object than any cluster here could hold: enough to refuse it, and no memory is filled.
const MOST_REPLICAS = 5000;

/** Every pod of the output. */
export function demandOf(subject: Subject): Demand {
  const pods: PodDemand[] = [];
  const perNode: PodDemand[] = [];
  for (const { object, file } of appliedObjects(subject)) {
    const found = podsOf(object, file);
    (object.kind === 'DaemonSet' ? perNode : pods).push(...found);
  }
  return { pods, perNode };
}

function podsOf(object: KubeObject, file: string): PodDemand[] {
  const spec = fields(object.spec);
  const replicas = numberOf(spec.replicas) ?? 1;
  switch (object.kind) {
    case 'Pod':
      return [pod(object, file, 'none', object)];
    case 'DaemonSet':
      return [pod(object, file, 'DaemonSet', spec.template)];
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
      return several(pod(object, file, object.kind, spec.template), replicas);
    case 'ReplicationController':
      return several(pod(object, file, 'ReplicaSet', spec.template), replicas);
    case 'Job':
      return several(pod(object, file, 'Job', spec.template), numberOf(spec.parallelism) ?? 1);
    case 'CronJob': {
      const job = at(spec, 'jobTemplate', 'spec');
      const parallel = numberOf(fields(job).parallelism) ?? 1;
      return several(pod(object, file, 'Job', fields(job).template), parallel);
    }
    default:
      return [];
  }
}

function several(one: PodDemand, count: number): PodDemand[] {
  if (count === 1) return [one];
  const length = Math.min(MOST_REPLICAS, Math.max(0, Math.floor(count)));
  return Array.from({ length }, (_, index) => ({ ...one, name: `${one.name}-${index + 1}` }));
}

function pod(object: KubeObject, file: string, owner: PodOwner, template: unknown): PodDemand {
  const { metadata, spec } = fields(template);
  const namespace = text(at(object, 'metadata', 'namespace')) ?? 'default';
  const claims = list(fields(object.spec).volumeClaimTemplates).length;
  return {
    name: `${namespace}/${text(at(object, 'metadata', 'name')) ?? '?'}`,
    namespace,
    owner,
    object: identityOf({ ...object, metadata: object.metadata ?? { name: '?' } }),
    file,
    labels: stringsOf(fields(metadata).labels),
    annotations: stringsOf(fields(metadata).annotations),
    volumes: claims + attachedVolumes(spec),
    spec,
    ...podRequests(spec),
  };
}

function attachedVolumes(spec: unknown): number {
  return list(fields(spec).volumes).filter((volume) => {
    const { persistentVolumeClaim, ephemeral, awsElasticBlockStore } = fields(volume);
    return persistentVolumeClaim ?? ephemeral ?? awsElasticBlockStore;
  }).length;
}
