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
    why: 'a selector cannot change; its pods are created again',
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
    why: "in a StatefulSet's spec, only replicas, template and a few others can change; its pods and volumes can stay",
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
    why: "in a Pod's spec, only images can change; the data in its emptyDir volumes is lost",
  },
  {
    kinds: ['Job'],
    fields: ['spec.template', 'spec.selector', 'spec.completionMode', 'spec.completions'],
    why: 'a Job cannot change after its creation',
  },
  {
    kinds: ['Service'],
    fields: ['spec.clusterIP', 'spec.clusterIPs'],
    unless: ({ before }, old, now) =>
      before === undefined || isExternalName(old) || isExternalName(now),
    why: 'the address of a Service cannot change, and None counts as one',
  },
  {
    kinds: ['Service'],
    fields: ['spec.loadBalancerClass'],
    unless: (_, old, now) => typeOf(old) !== typeOf(now),
    why: 'a load balancer cannot change its controller',
  },
  {
    kinds: ['Service'],
    fields: [
      'metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-type',
      'metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-internal',
      'metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-scheme',
    ],
    unless: (_, old, now) => typeOf(old) !== 'LoadBalancer' || typeOf(now) !== 'LoadBalancer',
    why: 'AWS reads this only when it creates the load balancer; the new one has another address',
  },
  {
    kinds: ['PersistentVolumeClaim'],
    fields: ['spec'],
    except: ['spec.resources', 'spec.volumeAttributesClassName'],
    why: 'only the size of a claim can change, and only grow; if you delete the claim, you delete its data',
  },
  {
    kinds: ['PersistentVolumeClaim'],
    fields: ['spec.resources.requests.storage'],
    unless: ({ before, after }) => bytes(after) >= bytes(before),
    why: 'a volume cannot get smaller; if you delete its claim, you delete its data',
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
    why: 'the source of a volume cannot change',
  },
  {
    kinds: ['StorageClass'],
    fields: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
    why: 'a class cannot change; volumes made from it stay as they are',
  },
  {
    kinds: ['RoleBinding', 'ClusterRoleBinding'],
    fields: ['roleRef'],
    why: 'a binding cannot change its role',
  },
  {
    kinds: ['IngressClass'],
    fields: ['spec.controller'],
    why: 'a class cannot change its controller',
  },
  {
    kinds: ['PriorityClass'],
    fields: ['value', 'preemptionPolicy'],
    why: 'a priority cannot change; pods keep the one that they were created with',
  },
  {
    kinds: ['RuntimeClass'],
    fields: ['handler'],
    why: 'a class cannot change its handler',
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
    why: 'the type of a Secret cannot change',
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
