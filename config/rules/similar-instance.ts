import { findInstanceType, type InstanceType } from '../../tables/instance-types.ts';

const familiar = [
  't3.medium',
  't3.large',
  't3.xlarge',
  'm7i.large',
  'm7i.xlarge',
  'm7i.2xlarge',
  'm7i.4xlarge',
];

/** A well-known amd64 type with at least the same CPU and memory. */
export function suggestLike(type: InstanceType): string | undefined {
  return familiar.find((name) => {
    const other = findInstanceType(name);
    return other && other.vcpu >= type.vcpu && other.memoryMiB >= type.memoryMiB;
  });
}
