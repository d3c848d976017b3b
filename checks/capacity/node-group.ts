import { findInstanceType } from '../../tables/instance-types.ts';
import type { Subject } from '../check.ts';
import { type Allocatable, allocatableOf } from './allocatable.ts';
import { fields, list, text } from '../values.ts';
import { numberOf, stringsOf } from './values.ts';

/** The node group that everything has to fit on. */
export interface NodeGroup {
  readonly instanceType: string;
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  readonly each: Allocatable;
  /** The labels that are known of its nodes. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The node group of a cluster; undefined where there isn't exactly one of a known type. */
export function nodeGroupOf(subject: Subject): NodeGroup | undefined {
  const groups = list(subject.clusterConfig?.object.managedNodeGroups);
  const written = fields(groups[0]);
  if (subject.config) {
    const { instanceType, min, desired, max, labels } = subject.config.nodes;
    return group(instanceType, { min, desired, max }, { ...stringsOf(written.labels), ...labels });
  }
  const types = list(written.instanceTypes);
  const instanceType = text(written.instanceType ?? (types.length === 1 ? types[0] : undefined));
  if (groups.length !== 1 || !instanceType) return undefined;
  const desired = numberOf(written.desiredCapacity) ?? numberOf(written.minSize) ?? 2;
  const min = numberOf(written.minSize) ?? desired;
  const max = numberOf(written.maxSize) ?? desired;
  return group(instanceType, { min, desired, max }, stringsOf(written.labels));
}

/** The same group with another type, or more nodes. */
export function changed(
  group: NodeGroup,
  instanceType: string,
  min: number,
): NodeGroup | undefined {
  const each = allocatableOf(instanceType);
  if (!each) return undefined;
  const max = Math.max(group.max, min);
  return {
    ...group,
    instanceType,
    min,
    max,
    each,
    labels: { ...group.labels, ...typeLabels(instanceType) },
  };
}

function group(
  instanceType: string,
  sizes: { readonly min: number; readonly desired: number; readonly max: number },
  labels: Readonly<Record<string, string>>,
): NodeGroup | undefined {
  const each = allocatableOf(instanceType);
  return (
    each && { instanceType, ...sizes, each, labels: { ...labels, ...typeLabels(instanceType) } }
  );
}

/** The labels that a node has by its instance type. */
export function typeLabels(instanceType: string): Readonly<Record<string, string>> {
  const arch = findInstanceType(instanceType)?.architecture === 'arm64' ? 'arm64' : 'amd64';
  return {
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': arch,
    'beta.kubernetes.io/os': 'linux',
    'beta.kubernetes.io/arch': arch,
    'node.kubernetes.io/instance-type': instanceType,
    'beta.kubernetes.io/instance-type': instanceType,
  };
}
