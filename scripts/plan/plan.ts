import { compareValues } from '../diff/compare.ts';
import { clusterSteps, type Explained } from '../diff/eksctl/steps.ts';
import type { Fields } from '../diff/eksctl/context.ts';
import type { Step } from '../diff/step.ts';
import { quote } from '../../terminal/shell.ts';
import type { Config } from './config.ts';
import type { Live } from './live/live.ts';
import { normalForm } from './normal-form.ts';

/** What turns one ClusterConfig, or a cluster, into what another ClusterConfig says. */
export interface Plan {
  readonly cluster: string;
  readonly region: string;
  /** What is there, and what is wanted, as messages name them. */
  readonly from: string;
  readonly to: string;
  /** Whether what is there is a cluster, which was asked. */
  readonly isLive: boolean;
  readonly changes: readonly Explained[];
  readonly steps: readonly Step[];
  /** How many things eksctl would refuse in what is wanted, or get wrong. */
  readonly findings: number;
  /** What else there is to know of a cluster. */
  readonly notes: readonly string[];
  /** What the file says and nobody asked the cluster for. */
  readonly notCompared: readonly string[];
}

const ofFiles = { isLive: false, notes: [], notCompared: [] };

/** The plan between two ClusterConfigs, no matter who wrote them. */
export function planBetween(
  before: Pick<Config, 'file' | 'value'>,
  after: Config,
  out?: string,
): Plan {
  const [old, now] = [normalForm(before.value), normalForm(after.value)];
  const options = out === undefined ? {} : { out };
  const found = clusterSteps(old, now, compareValues(old, now), after.path, options);
  return {
    ...headOf(old),
    ...ofFiles,
    from: before.file,
    to: after.file,
    findings: after.findings,
    changes: found.explained,
    steps: [...found.steps, ...found.last],
  };
}

/** The plan that makes a cluster what its ClusterConfig says; undefined stands for a cluster that is not there. */
export function planLive(live: Live | undefined, wanted: Config, out?: string): Plan {
  if (!live) return planNew(wanted);
  const plan = planBetween({ file: 'what runs', value: live.config }, wanted, out);
  const { notes, notCompared } = live;
  const changes = plan.changes.filter(({ isSame }) => !isSame);
  return { ...plan, isLive: true, changes, notes, notCompared };
}

function planNew({ path, file, value, findings }: Config): Plan {
  return {
    ...headOf(value),
    ...ofFiles,
    isLive: true,
    from: 'what runs',
    to: file,
    findings,
    changes: [],
    steps: [
      {
        command: `eksctl create cluster -f ${quote(path)}`,
        why: 'EKS has no cluster of this name in this region',
      },
    ],
  };
}

function headOf({ metadata }: Fields): { cluster: string; region: string } {
  const { name, region } = metadata as { name: string; region: string };
  return { cluster: name, region };
}

/** Whether there is anything that a person has to do. */
export function hasWork({ changes, steps, notes }: Plan): boolean {
  return changes.some(({ what }) => what !== 'nothing') || steps.length > 0 || notes.length > 0;
}
