import { asRange } from './access/as-range.ts';
import { withAws } from '../aws/clients.ts';
import { allFlag } from './shared/each-target.ts';
import { runPlanned } from './shared/planned.ts';
import { targetFlags } from './shared/target.ts';
import { loadCluster } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { preflight } from './preflight/preflight.ts';
import { reportLines, summaryLine } from './preflight/report.ts';
import { checked } from '../synth/one-cluster.ts';
import { readBefore, upPlan } from './up/up.ts';
import type { Command, Flag } from '../terminal/arguments.ts';
import { UsageError } from '../terminal/usage-error.ts';

const FAILED = 1;

const command = {
  name: 'up',
  summary:
    'Creates a cluster: preflight, price, eksctl, kubeconfig, platform, apps, addresses. Continues where an earlier run stopped. For the exercises: --only cluster. Without --yes it only shows the plan. Exit code 1: preflight failed.',
  flags: {
    cluster: targetFlags.cluster,
    ...allFlag,
    from: { type: 'string', value: 'CIDR', help: 'your address, instead of asking for it' },
    only: {
      type: 'string',
      value: 'cluster',
      allowed: ['cluster'],
      help: 'stop when the cluster is there: for the exercises, in which you apply the rest',
    },
    anyway: { type: 'boolean', help: 'continue although preflight fails' },
    yes: { type: 'boolean', help: 'do it: from then on it costs money' },
  },
} as const satisfies Command<Record<string, Flag>>;

runPlanned(command, async (target, { flags, offer }) => {
  const from = flags.from === undefined ? undefined : asRange(flags.from);
  const loaded = loadCluster(CLUSTERS, target.name);
  if (loaded.config.manifestsOnly) {
    throw new UsageError(
      `${target.name} has manifestsOnly: true, so there is no cluster to create`,
      `apply it to your own: kubectl apply -k dist/${target.name}`,
    );
  }
  const output = checked(loaded);
  return withAws(target.region, async (aws) => {
    const made = await readBefore(aws, output.config);
    const looked = await preflight(target, { resumes: true, ...(from && { from }) });
    // What stacks there are has just been looked at, and what is still being made is waited for.
    const lines = looked.filter(({ check }) => check !== 'stacks');
    const open = lines.filter(({ state }) => state !== 'passed');
    for (const line of reportLines(open)) console.log(line);
    console.log(`preflight: ${summaryLine(lines)}\n`);
    if (lines.some(({ state }) => state === 'failed') && !flags.anyway) {
      console.log(
        'Nothing was done. Fix the FAILED lines from the top, then run it again; or, if you know better: --anyway',
      );
      return FAILED;
    }
    const isAlone = flags.only !== undefined;
    await offer(upPlan(aws, output, made, isAlone));
    if (isAlone && flags.yes) {
      console.log(
        `\n${target.name} is there. Continue with exercise 1, from "The nodes" on: docs/exercises.md`,
      );
    }
    return 0;
  });
});
