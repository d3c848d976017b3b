import { nodeGroupOf } from '../../../checks/capacity/node-group.ts';
import { readBudgets } from '../../../scripts/rehearse/budgets.ts';
import { liveAutoscalers } from '../../../scripts/rehearse/live-autoscalers.ts';
import { type LiveNode, type LivePod, readAll } from '../../../scripts/shared/live-objects.ts';
import { nodeUses } from '../../../scripts/rehearse/node-use.ts';
import { type ScaleDown, scaleDowns } from '../../../scripts/rehearse/scale-down.ts';
import { runningProblems } from './running.ts';
import type { World } from './world.ts';

const ATTEMPTS = 5;
const MUCH_TOO_FULL = 0.75;

/** What keeps each node, by the autoscaler's rules, from live objects alone: its own flags included. */
export async function liveScaleDowns({ plane, synthesized }: World): Promise<ScaleDown[]> {
  const { api } = plane;
  const group = nodeGroupOf(synthesized);
  if (!group) throw new Error('no node group');
  const { minor } = synthesized;
  const [autoscaler] = await liveAutoscalers(api, minor);
  return scaleDowns(
    nodeUses(
      await readAll<LiveNode>(api, '/api/v1/nodes'),
      await readAll<LivePod>(api, '/api/v1/pods'),
    ),
    {
      autoscaler: autoscaler?.rules,
      budgets: await readBudgets(api),
      minor,
      min: group.min,
      each: group.each,
    },
  );
}

export function mayGo({ blockers }: ScaleDown): boolean {
  return blockers.length === 0;
}

/** Whether nothing keeps a node but what its pods ask for, by less than a pod. */
export function isJustTooFull({ used, blockers }: ScaleDown): boolean {
  return blockers.length === 1 && blockers[0]!.startsWith('is used to') && used < MUCH_TOO_FULL;
}

/** The first node that the autoscaler would take away; in the few placements without one, the shop's pods move. */
export async function nodeToTakeAway(world: World): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const nodes = await liveScaleDowns(world);
    const free = nodes.find(mayGo);
    if (free) return free.node;
    if (attempt === ATTEMPTS) throw new Error(`no node may go: ${JSON.stringify(nodes)}`);
    await world.ok('delete', 'pods', '--all', '-n', 'sock-shop');
    await runningProblems(world.plane);
  }
}
