import type { Place } from './look-around.ts';
import type { Use } from './node-use.ts';
import { isFine, type Rehearsal } from './rehearsal.ts';

/** A rehearsal for programs: CPU in thousandths of a core, memory in bytes. */
export function reportJson({ nodes, scaleDown, ...rest }: Rehearsal, place?: Place): string {
  const result = {
    fine: isFine({ nodes, scaleDown, ...rest }),
    ...rest,
    nodes: nodes.map(({ name, zone, pods, maxPods, cpu, memory }, index) => ({
      name,
      zone,
      pods: pods.map((pod) => pod.name),
      maxPods,
      cpu: withShare(cpu),
      memory: withShare(memory),
      scaleDown: { used: scaleDown[index]?.used, blockers: scaleDown[index]?.blockers },
    })),
    ...place,
  };
  return JSON.stringify(result, null, 2);
}

function withShare({ requested, allocatable }: Use) {
  return { requested, allocatable, share: requested / (allocatable || 1) };
}
