import { findInstanceType, type InstanceType } from '../../tables/instance-types.ts';
import { MEBIBYTE } from './quantities.ts';

/** What one node has for pods. */
export interface Allocatable {
  /** In thousandths of a core. */
  readonly cpu: number;
  /** In bytes. */
  readonly memory: number;
  readonly pods: number;
  /** EBS volumes beside its root volume. */
  readonly volumes: number;
}

// The hypervisor, firmware and kernel keep part of the memory that EC2 sells: 7.5% is Karpenter's allowance
// (VM_MEMORY_OVERHEAD_PERCENT, karpenter-provider-aws v1.14) and the basis of its published list.
const UNUSABLE_MEMORY = 0.075;

// amazon-eks-ami, nodeadm/internal/kubelet/config.go (2026-07): what the kubelet keeps for the system.
const KUBELET_MEMORY_MIB = 255;
const KUBELET_MEMORY_PER_POD_MIB = 11;
const EVICTION_THRESHOLD_MIB = 100;
const KUBELET_CPU: readonly (readonly [cores: number, permille: number])[] = [
  [1, 60],
  [1, 10],
  [2, 5],
  [Infinity, 2.5],
];

// aws-ebs-csi-driver v1.64.0, pkg/driver/node.go: 27 attachments on Nitro, shared with further network
// interfaces and the root volume. Newer types have more; counting every interface errs on the small side.
const ATTACHMENTS = 28;

// EKS sets no more for managed nodes, whatever the interfaces allow (EKS user guide, "maximum Pods").
const mostPods = (vcpu: number) => (vcpu < 30 ? 110 : 250);

/** What a node of a type has for pods; undefined for a type that isn't in the table. */
export function allocatableOf(instanceType: string): Allocatable | undefined {
  const type = findInstanceType(instanceType);
  return type && allocatable(type);
}

/** What a node has for pods, from its type's CPU, memory and network interfaces. */
export function allocatable({ vcpu, memoryMiB, maxPods, enis }: InstanceType): Allocatable {
  const usable = memoryMiB - Math.ceil(memoryMiB * UNUSABLE_MEMORY);
  const kept = KUBELET_MEMORY_MIB + KUBELET_MEMORY_PER_POD_MIB * maxPods + EVICTION_THRESHOLD_MIB;
  return {
    cpu: vcpu * 1000 - reservedCpu(vcpu),
    memory: Math.max(0, usable - kept) * MEBIBYTE,
    pods: Math.min(maxPods, mostPods(vcpu)),
    volumes: Math.max(1, ATTACHMENTS - enis - 1),
  };
}

function reservedCpu(vcpu: number): number {
  let left = vcpu;
  let reserved = 0;
  for (const [cores, permille] of KUBELET_CPU) {
    const here = Math.min(left, cores);
    reserved += Math.floor(here * permille);
    left -= here;
  }
  return reserved;
}
