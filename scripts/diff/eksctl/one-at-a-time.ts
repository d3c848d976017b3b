import { quote } from '../../../terminal/shell.ts';
import type { Context } from './context.ts';
import type { Step } from '../step.ts';
import type { Timed } from './taken.ts';

type Cluster = Pick<Context, 'cluster' | 'region'>;

/** The same moves, which wait for an update to end before the next one of the same thing. */
export function oneAtATime(cluster: Cluster, moves: readonly Timed[]): Timed[] {
  const underWay = new Set<string>();
  return moves.flatMap((move) => {
    if (!move.update) return [move];
    const { groups = [CLUSTER], goesOn } = move.update;
    const waits = groups.filter((group) => underWay.delete(group));
    if (goesOn) for (const group of groups) underWay.add(group);
    return [...waits.map((group) => ({ ...wait(cluster, group), phase: move.phase })), move];
  });
}

// No node group has this name.
const CLUSTER = '';

function wait({ cluster, region }: Cluster, group: string): Step {
  const where = `${quote(cluster)} --region ${quote(region)}`;
  const command =
    group === CLUSTER
      ? `aws eks wait cluster-active --name ${where}`
      : `aws eks wait nodegroup-active --cluster-name ${where} --nodegroup-name ${quote(group)}`;
  return { command, why: 'until that is done; EKS takes one update at a time', repeats: true };
}
