import { asRange } from './access/as-range.ts';
import { withAws } from '../aws/clients.ts';
import { allFlag, eachTarget } from './shared/each-target.ts';
import { type Target, targetFlags } from './shared/target.ts';
import { loadCluster } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { carryOut } from '../terminal/plan.ts';
import { preflight } from './preflight/preflight.ts';
import { reportLines, summaryLine } from './preflight/report.ts';
import { checked } from '../synth/one-cluster.ts';
import { readBefore, upPlan } from './up/up.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { lineOf } from '../terminal/call.ts';
import { run } from './shared/run.ts';
import { UsageError } from '../terminal/usage-error.ts';

const FAILED = 1;

const command = {
  name: 'up',
  summary:
    'Brings a cluster up: preflight, price, eksctl, kubeconfig, platform, apps, addresses. Goes on where an earlier run stopped. Shows its plan unless --yes. Exit code 1: preflight failed.',
  flags: {
    cluster: targetFlags.cluster,
    ...allFlag,
    from: { type: 'string', value: 'CIDR', help: 'where you come from, instead of asking for it' },
    anyway: { type: 'boolean', help: 'go on although preflight fails' },
    yes: { type: 'boolean', help: 'do it: from then on it costs money' },
  },
} as const satisfies Command<Record<string, Flag>>;

interface Options {
  readonly from?: string;
  readonly anyway: boolean;
  readonly yes: boolean;
  readonly again: string;
}

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { from, anyway, yes } = parsed.flags;
  const call = { command, ...parsed };
  const again = lineOf(call, { yes: true });
  const options = { anyway, yes, again, ...(from !== undefined && { from: asRange(from) }) };
  return eachTarget(call, (target) => up(target, options));
});

async function up(target: Target, { from, anyway, yes, again }: Options): Promise<number> {
  const loaded = loadCluster(CLUSTERS, target.name);
  if (loaded.config.manifestsOnly) {
    throw new UsageError(
      `${target.name} has manifestsOnly: true, so there is no cluster to make`,
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
    if (lines.some(({ state }) => state === 'failed') && !anyway) {
      console.log('Nothing was done. Mend what failed; or, if you know better: --anyway');
      return FAILED;
    }
    await carryOut(upPlan(aws, output, made), yes, again);
    return 0;
  });
}
