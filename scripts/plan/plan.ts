import { isDeepStrictEqual } from 'node:util';
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
  /** Whether the commands make a cluster, rather than change one that is there. */
  readonly makesCluster: boolean;
  readonly changes: readonly Explained[];
  readonly steps: readonly Step[];
  /** How many things eksctl would refuse in what is wanted, or get wrong. */
  readonly findings: number;
  /** The files of which eksctl reads the first document alone, and more follows. */
  readonly cut: readonly string[];
  /** What else there is to know of a cluster. */
  readonly notes: readonly string[];
  /** What the file says and nobody asked the cluster for. */
  readonly notCompared: readonly string[];
}

/** What is there, in a file or in AWS. */
type Before = Pick<Config, 'file' | 'value' | 'isEmpty'> & Partial<Pick<Config, 'isCut'>>;

const ofFiles = { isLive: false, makesCluster: false, cut: [], notes: [], notCompared: [] };

/** The plan between two ClusterConfigs, no matter who wrote them. */
export function planBetween(before: Before, after: Config, out?: string): Plan {
  const cut = [before, after].filter(({ isCut }) => isCut).map(({ file }) => file);
  return { ...between(before, after, out), cut };
}

function between(before: Before, after: Config, out: string | undefined): Plan {
  if (before.isEmpty) return planNew(after, before.file, 'there was no ClusterConfig before');
  const [old, now] = [normalForm(before.value), normalForm(after.value)];
  if (!isDeepStrictEqual(headOf(old), headOf(now))) return planOther(before, old, after, now);
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
  if (!live) {
    const why = 'EKS has no cluster of this name in this region';
    return { ...planNew(wanted, RUNNING, why), isLive: true };
  }
  const plan = planBetween({ file: RUNNING, value: live.config, isEmpty: false }, wanted, out);
  const { notes, notCompared } = live;
  const changes = plan.changes.filter(({ isSame }) => !isSame);
  return { ...plan, isLive: true, changes, notes, notCompared };
}

const RUNNING = 'what runs';

function planNew({ path, file, value, findings }: Config, from: string, why: string): Plan {
  return {
    ...headOf(value),
    ...ofFiles,
    makesCluster: true,
    from,
    to: file,
    findings,
    changes: [],
    steps: [{ command: `eksctl create cluster -f ${quote(path)}`, why }],
  };
}

// A name or a region is no part of a cluster that could change: the other file is about another cluster.
function planOther(before: Before, old: Fields, after: Config, now: Fields): Plan {
  const { cluster, region } = headOf(old);
  const other = planNew(
    after,
    before.file,
    'another cluster, because the name or the region differs',
  );
  const changes = compareValues(old.metadata, now.metadata, ['metadata'])
    .filter(({ path }) => path[1] === 'name' || path[1] === 'region')
    .map((change): Explained => ({
      change,
      what: 'new cluster',
      why: 'it is another cluster then',
    }));
  return {
    ...other,
    cluster,
    region,
    changes,
    steps: [...other.steps, deletion(old, 'the earlier one')],
  };
}

/** The plan for a cluster whose ClusterConfig is gone. */
export function planGone({ file, value }: Config): Plan {
  const head = headOf(value);
  return {
    ...head,
    ...ofFiles,
    from: file,
    to: 'no file',
    findings: 0,
    changes: [],
    steps: [deletion(value, 'the cluster')],
  };
}

function deletion(config: Fields, which: string): Step {
  const { cluster, region } = headOf(config);
  return {
    command: `eksctl delete cluster --name ${quote(cluster)} --region ${quote(region)} --wait`,
    why: `deletes ${which} with everything that runs in it, once nobody needs it; it costs money until then`,
  };
}

/** Whether two ClusterConfigs are about one cluster. */
export function isSameCluster(one: Config, other: Config): boolean {
  return isDeepStrictEqual(headOf(one.value), headOf(other.value));
}

function headOf({ metadata }: Fields): { cluster: string; region: string } {
  const { name, region } = metadata as { name: string; region: string };
  return { cluster: name, region };
}

/** Whether there is anything that a person has to do. */
export function hasWork({ changes, steps, notes }: Plan): boolean {
  return changes.some(({ what }) => what !== 'nothing') || steps.length > 0 || notes.length > 0;
}
