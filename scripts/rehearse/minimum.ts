import type { NodeGroup } from '../../checks/capacity/node-group.ts';
import { place } from '../../checks/capacity/place.ts';
import { type LivePod, nameOf } from '../shared/live-objects.ts';
import { demandOfPod } from './live-demand.ts';

/** Whether everything fits on the fewest nodes, and how that is known. */
export interface Minimum {
  readonly nodes: number;
  readonly fits: boolean;
  /** Scheduled on just so many, drained down to so many, or reckoned by the capacity rules. */
  readonly how: 'scheduled' | 'drained' | 'computed';
  /** The nodes that were drained for it. */
  readonly drained: readonly string[];
  /** What finds no place, or what else went wrong. */
  readonly misfits: readonly string[];
}

/** Reckons from the pods that are there whether they would all fit on the fewest nodes. */
export function computedMinimum(pods: readonly LivePod[], group: NodeGroup): Minimum {
  const demand = pods.map((pod) => ({ pod, demand: demandOfPod(pod) }));
  const daemons = demand.filter(({ demand: { owner } }) => owner === 'DaemonSet');
  const perNode = new Map(daemons.map((one) => [one.demand.object, one.demand]));
  const { unplaced, daemonsLack } = place(
    {
      pods: demand.filter((one) => !daemons.includes(one)).map((one) => one.demand),
      perNode: [...perNode.values()],
    },
    group,
    group.min,
  );
  const misfits = unplaced.map(({ pod, lacks }) =>
    lacks.includes('labels')
      ? `${pod.name}: no node has the labels that it selects`
      : `${pod.name}: too little ${lacks.join(', ')}`,
  );
  const fits = unplaced.length + daemonsLack.length === 0;
  return { nodes: group.min, fits, how: 'computed', drained: [], misfits };
}

/** What the rehearsal itself has shown, when it ran on just the fewest nodes. */
export function scheduledMinimum(nodes: number, waiting: readonly LivePod[]): Minimum {
  const misfits = waiting.map(nameOf);
  return { nodes, fits: misfits.length === 0, how: 'scheduled', drained: [], misfits };
}
