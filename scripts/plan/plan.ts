import { compareValues } from '../diff/compare.ts';
import type { Fields } from '../diff/eksctl/context.ts';
import { clusterSteps, type Explained } from '../diff/eksctl/steps.ts';
import type { Step } from '../diff/step.ts';
import type { Config } from './config.ts';
import { normalForm } from './normal-form.ts';

/** What turns one ClusterConfig into another. */
export interface Plan {
  readonly cluster: string;
  readonly region: string;
  /** What is there, and what is wanted, as messages name them. */
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Explained[];
  readonly steps: readonly Step[];
  /** How many things eksctl would refuse in what is wanted, or get wrong. */
  readonly findings: number;
}

/** The plan between two ClusterConfigs, whoever wrote them. */
export function planBetween(
  before: { readonly file: string; readonly value: Fields },
  after: Config,
  out?: string,
): Plan {
  const [old, now] = [normalForm(before.value), normalForm(after.value)];
  const options = out === undefined ? {} : { out };
  const found = clusterSteps(old, now, compareValues(old, now), after.path, options);
  const { name, region } = old.metadata as { name: string; region: string };
  return {
    cluster: name,
    region,
    from: before.file,
    to: after.file,
    findings: after.findings,
    changes: found.explained,
    steps: [...found.steps, ...found.last],
  };
}

/** Whether there is anything that a person has to do. */
export function hasWork({ changes }: Plan): boolean {
  return changes.some(({ what }) => what !== 'nothing');
}
