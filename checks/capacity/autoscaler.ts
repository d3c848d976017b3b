import { isAutoscalerImage } from '../autoscaler/is-autoscaler-image.ts';
import type { Subject } from '../check.ts';
import { demandOf, type PodDemand } from './demand.ts';
import { fields, list, text } from '../values.ts';

/** How the cluster-autoscaler of a cluster was told to shrink it. */
export interface Autoscaler {
  /** Its Deployment's identity: it never empties the node that it runs on itself. */
  readonly object: string;
  /** A node whose larger share of CPU or memory is below this isn't needed. */
  readonly threshold: number;
  readonly unneededTime: string;
  readonly skipsSystemPods: boolean;
  readonly skipsLocalStorage: boolean;
  readonly skipsDaemonSets: boolean;
  readonly scalesDown: boolean;
}

/** Reads the autoscaler's flags from its Deployment; undefined where none runs. */
export function autoscalerOf(subject: Subject): Autoscaler | undefined {
  const pod = demandOf(subject).pods.find(isAutoscaler);
  if (!pod) return undefined;
  const flags = flagsOf(pod);
  const isOn = (name: string, byDefault: boolean) => {
    const value = flags.get(name);
    return value === undefined ? byDefault : value === '' || value === 'true' || value === '1';
  };
  const threshold = Number(flags.get('scale-down-utilization-threshold') ?? NaN);
  // The defaults of cluster-autoscaler's config/flags/flags.go, the same from 1.32 to 1.36.
  return {
    object: pod.object,
    threshold: Number.isFinite(threshold) ? threshold : 0.5,
    unneededTime: flags.get('scale-down-unneeded-time') ?? '10m0s',
    skipsSystemPods: isOn('skip-nodes-with-system-pods', true),
    skipsLocalStorage: isOn('skip-nodes-with-local-storage', true),
    skipsDaemonSets: isOn('ignore-daemonsets-utilization', false),
    scalesDown: isOn('scale-down-enabled', true),
  };
}

function isAutoscaler({ owner, spec }: PodDemand): boolean {
  return (
    owner === 'Deployment' &&
    list(fields(spec).containers).some((container) =>
      isAutoscalerImage(text(fields(container).image) ?? ''),
    )
  );
}

function flagsOf({ spec }: PodDemand): ReadonlyMap<string, string> {
  const words = list(fields(spec).containers).flatMap((container) => {
    const { command, args } = fields(container);
    return [...list(command), ...list(args)].map(String);
  });
  return new Map(
    words.flatMap((word): [string, string][] => {
      const match = /^--?([a-z0-9-]+)(?:=(.*))?$/.exec(word);
      return match?.[1] ? [[match[1], match[2] ?? '']] : [];
    }),
  );
}
