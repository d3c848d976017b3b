import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../output/manifest.ts';
import { type FieldChange, isBelow } from './field-change.ts';

/** What it takes to change a field that an API server doesn't let change. */
export interface Immutable {
  readonly why: string;
  /** Whether what the object owns may stay while it is replaced. */
  readonly orphan?: boolean;
}

interface Rule {
  readonly kinds: readonly string[];
  /** Everything at or below these may not change … */
  readonly fields: readonly string[];
  /** … but for what is at or below these, … */
  readonly except?: readonly string[];
  /** … and unless this says that this change is taken. */
  readonly unless?: (change: FieldChange, before: KubeObject, after: KubeObject) => boolean;
  readonly why: string;
  readonly orphan?: boolean;
}

// Kubernetes' own validation of updates (pkg/apis/*/validation), but for the load balancer's annotations.
const rules: readonly Rule[] = [
  {
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    fields: ['spec.selector'],
    why: 'a selector never changes; its pods are made anew',
  },
  {
    kinds: ['StatefulSet'],
    fields: ['spec'],
    except: [
      'spec.replicas',
      'spec.ordinals',
      'spec.template',
      'spec.updateStrategy',
      'spec.persistentVolumeClaimRetentionPolicy',
      'spec.minReadySeconds',
      'spec.revisionHistoryLimit',
    ],
    why: "of a StatefulSet's spec little more than replicas and template may change; its pods and volumes can stay meanwhile",
    orphan: true,
  },
  {
    kinds: ['Pod'],
    fields: ['spec'],
    except: [
      'spec.containers[].image',
      'spec.initContainers[].image',
      'spec.activeDeadlineSeconds',
    ],
    unless: ({ path, before }) => isBelow(path, 'spec.tolerations') && before === undefined,
    why: "of a Pod's spec only images may change; what it holds in emptyDir volumes is lost",
  },
  {
    kinds: ['Job'],
    fields: ['spec.template', 'spec.selector', 'spec.completionMode', 'spec.completions'],
    why: 'a Job runs what it was created with',
  },
  {
    kinds: ['Service'],
    fields: ['spec.clusterIP', 'spec.clusterIPs'],
    unless: ({ before }, old, now) =>
      before === undefined || isExternalName(old) || isExternalName(now),
    why: 'an address, None included, is for good',
  },
  {
    kinds: ['Service'],
    fields: ['spec.loadBalancerClass'],
    unless: (_, old, now) => typeOf(old) !== typeOf(now),
    why: 'a load balancer stays with the controller that made it',
  },
  {
    kinds: ['Service'],
    fields: [
      'metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-type',
      'metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-internal',
      'metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-scheme',
    ],
    unless: (_, old, now) => typeOf(old) !== 'LoadBalancer' || typeOf(now) !== 'LoadBalancer',
    why: 'AWS reads this when it makes the load balancer and not again; the new one has another address',
  },
  {
    kinds: ['PersistentVolumeClaim'],
    fields: ['spec'],
    except: ['spec.resources', 'spec.volumeAttributesClassName'],
    why: 'only the size of a claim may change, and only grow; deleting it deletes its data',
  },
  {
    kinds: ['PersistentVolumeClaim'],
    fields: ['spec.resources.requests.storage'],
    unless: ({ before, after }) => bytes(after) >= bytes(before),
    why: 'a volume never shrinks; deleting its claim deletes its data',
  },
  {
    kinds: ['PersistentVolume'],
    fields: ['spec'],
    except: [
      'spec.capacity',
      'spec.accessModes',
      'spec.persistentVolumeReclaimPolicy',
      'spec.claimRef',
      'spec.storageClassName',
      'spec.mountOptions',
      'spec.volumeAttributesClassName',
    ],
    why: 'what a volume stands for never changes',
  },
  {
    kinds: ['StorageClass'],
    fields: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
    why: 'a class never changes; volumes made from it stay as they are',
  },
  {
    kinds: ['RoleBinding', 'ClusterRoleBinding'],
    fields: ['roleRef'],
    why: 'a binding stays with its role',
  },
  {
    kinds: ['IngressClass'],
    fields: ['spec.controller'],
    why: 'a class stays with its controller',
  },
  {
    kinds: ['PriorityClass'],
    fields: ['value', 'preemptionPolicy'],
    why: 'a priority never changes; pods keep the one that they were created with',
  },
  {
    kinds: ['RuntimeClass'],
    fields: ['handler'],
    why: 'a class stays with its handler',
  },
  {
    kinds: ['Secret', 'ConfigMap'],
    fields: ['data', 'stringData', 'binaryData', 'immutable'],
    unless: (_, old) => old.immutable !== true,
    why: 'it says immutable: true',
  },
  {
    kinds: ['Secret'],
    fields: ['type'],
    why: 'the type of a Secret never changes',
  },
];

/** Why a change can't be made in place, or undefined when it can. */
export function immutable(
  change: FieldChange,
  before: KubeObject,
  after: KubeObject,
): Immutable | undefined {
  const { path } = change;
  return rules.find(
    ({ kinds, fields, except = [], unless }) =>
      kinds.includes(before.kind) &&
      fields.some((field) => isAt(path, field)) &&
      !except.some((field) => isAt(path, field)) &&
      !unless?.(change, before, after),
  );
}

// An annotation's key holds dots of its own.
function isAt(path: readonly string[], field: string): boolean {
  const annotation = /^metadata\.annotations\.(.+)$/.exec(field)?.[1];
  if (annotation) return isDeepStrictEqual(path, ['metadata', 'annotations', annotation]);
  return isBelow(path, field);
}

function typeOf({ spec }: KubeObject): string {
  return (spec as { type?: string } | undefined)?.type ?? 'ClusterIP';
}

function isExternalName(service: KubeObject): boolean {
  return typeOf(service) === 'ExternalName';
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

function bytes(quantity: unknown): number {
  const match = /^([\d.]+)([kMGT]i?|Ki)?$/.exec(String(quantity));
  return match ? Number(match[1]) * (units[match[2] ?? ''] ?? NaN) : NaN;
}
