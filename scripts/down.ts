import { withAws } from '../aws/clients.ts';
import { allFlag, inTurn, refuseNamed } from './shared/each-target.ts';
import { findCluster } from '../aws/find-cluster.ts';
import { withKubectl } from '../aws/kubectl.ts';
import { allTargets, type Named, type Target, targetFlags, targetOf } from './shared/target.ts';
import { CLUSTERS } from '../config/places.ts';
import { loadClusters } from '../config/load.ts';
import { downPlan, notTaken } from './down/down.ts';
import { expiredClusters } from './down/expired.ts';
import { refuseToDelete } from './down/owner.ts';
import { proofOf } from './down/proof.ts';
import { type Reach, reachOf } from './down/reach.ts';
import { sweep } from './down/sweep.ts';
import { carryOut } from '../terminal/plan.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { type Call, lineOf } from '../terminal/call.ts';
import { run } from './shared/run.ts';
import { today } from '../terminal/day.ts';
import { UsageError } from '../terminal/usage-error.ts';

const LEFT = 1;

const command = {
  name: 'down',
  summary:
    "Deletes a cluster and everything that it made, so that AWS bills nothing more. Deletes only what is proved to be the cluster's. Without --yes it only shows the plan. Exit code 1: something is left, or has the cluster's name and is not taken.",
  flags: {
    cluster: targetFlags.cluster,
    region: {
      ...targetFlags.region,
      help: `${targetFlags.region.help}; with --expired: the only region to look in`,
    },
    ...allFlag,
    expired: {
      type: 'boolean',
      help: 'every cluster of this project whose day in the tag expires is past',
    },
    owner: {
      type: 'string',
      value: 'NAME',
      help: 'the owner of the cluster, if its cluster file names another one',
    },
    yes: { type: 'boolean', help: 'do it' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { all, expired, owner, yes } = parsed.flags;
  const call = { command, ...parsed };
  const again = lineOf(call, { yes: true });
  if (!all && !expired) {
    const target = named(call);
    return down(target, owner ?? target.config?.owner, yes, again);
  }
  refuseOwner(owner);
  const targets = all ? everyTarget(parsed.flags) : await expiredTargets(parsed.flags);
  return inTurn(targets, (target) => down(target, target.config?.owner, yes, again));
});

// A name and a region are enough: what is wrong with a cluster file keeps nothing from being deleted.
function named(call: Call<Named>): Target {
  const { cluster, region } = call.flags;
  try {
    return targetOf(call);
  } catch (error) {
    if (cluster === undefined || region === undefined) throw error;
    return { name: cluster, region };
  }
}

function down(
  { name, region }: Target,
  owner: string | undefined,
  yes: boolean,
  again: string,
): Promise<number> {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(name)) {
    throw new UsageError(`${name} cannot be the name of a cluster`, 'letters, digits and hyphens');
  }
  return withAws(region, async (aws) => {
    // From here on it works in no other.
    await aws.account();
    const cluster = await findCluster(aws, name);
    const claimed = { name, region, owner, ...(cluster && { cluster }) };
    refuseToDelete(claimed);
    const go = async (reach?: Reach): Promise<number> => {
      const proof = await proofOf(aws, claimed, reach?.kubectl);
      const before = await sweep(aws, proof);
      const plan = await downPlan(aws, proof, before, reach);
      await carryOut(plan, yes, again);
      if (plan.steps.length === 0) return before.doubted.length > 0 ? LEFT : 0;
      if (!yes) return 0;
      const stuck = plan.stuck();
      const swept = await sweep(aws, proof);
      const { found, tagged, stale } = swept;
      const left = [...found, ...tagged];
      const lag =
        stale > 0
          ? ` (the tagging API still lists ${stale} that are deleted: it is some minutes late)`
          : '';
      if (left.length === 0) {
        console.log(`\nNothing of ${name} is left in ${region}${lag}.`);
        for (const line of notTaken(swept, name)) console.log(line);
        return swept.doubted.length > 0 ? LEFT : 0;
      }
      console.log(`\nStill there:\n${left.map(({ words }) => `  ${words}`).join('\n')}`);
      for (const line of notTaken(swept, name)) console.log(line);
      if (stuck) throw stuck;
      console.log(`Some things need minutes. Run the same command again: ${again}`);
      return LEFT;
    };
    if (!cluster) return go();
    return withKubectl(cluster, region, async (kubectl) => go(await reachOf(cluster, kubectl)));
  });
}

function refuseOwner(owner: string | undefined): void {
  if (owner === undefined) return;
  throw new UsageError('--owner needs one cluster', 'name it: --cluster NAME --owner NAME');
}

// All of them are named before the first is touched, and a file that is not valid ends it here.
function everyTarget({ expired, ...named }: Named & { readonly expired: boolean }): Target[] {
  if (expired) {
    throw new UsageError('--all and --expired cannot be used together', 'leave one of them out');
  }
  refuseNamed(named);
  const targets = allTargets();
  console.log(`The clusters of all cluster files (${targets.length}):`);
  for (const { name, region } of targets) console.log(`  ${name} in ${region}`);
  console.log('');
  return targets;
}

async function expiredTargets({ cluster, region: chosen }: Named): Promise<Target[]> {
  if (cluster !== undefined) {
    throw new UsageError(
      '--expired and --cluster cannot be used together',
      'leave one of them out',
    );
  }
  const regions = chosen
    ? [chosen]
    : [...new Set(loadClusters(CLUSTERS).map(({ config }) => config.region))].sort();
  const targets: Target[] = [];
  for (const region of regions) {
    for (const { name, expires } of await withAws(region, (aws) => expiredClusters(aws, today()))) {
      console.log(`${name} in ${region} has expired on ${expires}`);
      targets.push({ name, region });
    }
  }
  if (targets.length === 0) console.log('No cluster is past its day.');
  return targets;
}
