import { withAws } from '../aws/clients.ts';
import { allFlag, eachTarget } from './shared/each-target.ts';
import { existingCluster } from '../aws/find-cluster.ts';
import { withKubectl } from '../aws/kubectl.ts';
import { refuseOthers } from '../aws/refuse-others.ts';
import { type Target, targetFlags } from './shared/target.ts';
import { resumePlan } from './pause/resume.ts';
import { carryOut } from '../terminal/plan.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { lineOf } from '../terminal/call.ts';
import { run } from './shared/run.ts';
import { UsageError } from '../terminal/usage-error.ts';

const command = {
  name: 'resume',
  summary:
    'Gives a paused cluster the nodes of its cluster file back. Shows its plan unless --yes.',
  flags: { ...targetFlags, ...allFlag, yes: { type: 'boolean', help: 'do it' } },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const call = { command, ...parsed };
  return eachTarget(call, (target) => resume(target, call.flags.yes, lineOf(call, { yes: true })));
});

function resume(target: Target, yes: boolean, again: string): Promise<void> {
  const { name, region, config } = target;
  if (!config) {
    throw new UsageError(
      `${name} in ${region} has no cluster file here, so nobody knows how many nodes it had`,
      `write clusters/${name}.yaml, or say the numbers: eksctl scale nodegroup --cluster ${name} --region ${region} --name workers --nodes 3 --nodes-min 2 --nodes-max 4`,
    );
  }
  return withAws(region, async (aws) => {
    const cluster = await existingCluster(aws, target);
    refuseOthers(target, cluster);
    await withKubectl(cluster, region, async (kubectl) => {
      await carryOut(await resumePlan(aws, config, kubectl), yes, again);
    });
  });
}
