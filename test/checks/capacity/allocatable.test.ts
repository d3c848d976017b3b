import { describe, expect, test } from '@jest/globals';
import { allocatableOf } from '../../../checks/capacity/allocatable.ts';
import { MEBIBYTE } from '../../../checks/capacity/quantities.ts';
import { instanceTypes } from '../../../tables/instance-types.ts';

describe('allocatableOf', () => {
  // Karpenter publishes the same CPU, memory and pods for these types.
  test.each([
    ['t3.medium', 1930, 3246, 17],
    ['t3.large', 1930, 6837, 35],
    ['m5.large', 1930, 6903, 29],
  ])('%s has %dm of CPU, %dMi of memory and room for %d pods', (name, cpu, memory, pods) => {
    expect(allocatableOf(name)).toMatchObject({ cpu, memory: memory * MEBIBYTE, pods });
  });

  test.each([
    ['t2.micro', 940],
    ['t3.xlarge', 3920],
    ['m5.2xlarge', 7910],
    ['m7i.48xlarge', 191450],
  ])('the kubelet leaves %s %dm of CPU', (name, cpu) => {
    expect(allocatableOf(name)?.cpu).toBe(cpu);
  });

  test('EKS caps the pods of large types', () => {
    expect(allocatableOf('m7i.4xlarge')?.pods).toBe(110);
    expect(allocatableOf('m7i.48xlarge')?.pods).toBe(250);
  });

  test('network interfaces take from the volumes that can be attached', () => {
    expect(allocatableOf('t3.large')?.volumes).toBe(24);
    expect(allocatableOf('m7i.48xlarge')?.volumes).toBe(12);
  });

  test('an unknown type has nothing to say', () => {
    expect(allocatableOf('t3.huge')).toBeUndefined();
  });

  test('no type has less than nothing, or more than it was sold with', () => {
    const wrong = [...instanceTypes().values()].filter(({ name, vcpu, memoryMiB, maxPods }) => {
      const { cpu, memory, pods, volumes } = allocatableOf(name)!;
      const isLessThanNothing = cpu <= 0 || memory < 0 || volumes < 1;
      const isMore = cpu >= vcpu * 1000 || memory >= memoryMiB * MEBIBYTE || pods > maxPods;
      return isLessThanNothing || isMore;
    });
    expect(wrong).toEqual([]);
  });
});
