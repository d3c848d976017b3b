import { withAws } from '../aws/clients.ts';
import { allFlag, eachTarget } from './shared/each-target.ts';
import { existingCluster } from '../aws/find-cluster.ts';
import { withKubectl } from '../aws/kubectl.ts';
import { refuseOthers } from '../aws/refuse-others.ts';
import { type Target, targetFlags } from './shared/target.ts';
import { pausePlan } from './pause/pause.ts';
import { carryOut } from '../terminal/plan.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { lineOf } from '../terminal/call.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'pause',
  summary:
    'Takes the nodes of a cluster away and says what is still billed; npm run resume brings them back. Shows its plan unless --yes.',
  flags: { ...targetFlags, ...allFlag, yes: { type: 'boolean', help: 'do it' } },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const call = { command, ...parsed };
  return eachTarget(call, (target) => pause(target, call.flags.yes, lineOf(call, { yes: true })));
});

function pause(target: Target, yes: boolean, again: string): Promise<void> {
  return withAws(target.region, async (aws) => {
    const cluster = await existingCluster(aws, target);
    refuseOthers(target, cluster);
    await withKubectl(cluster, target.region, async (kubectl) => {
      await carryOut(await pausePlan(aws, target, cluster, kubectl), yes, again);
    });
  });
}
