import { withKubectl } from '../aws/kubectl.ts';
import { withOwnCluster } from '../aws/own-cluster.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { resumePlan } from './pause/resume.ts';
import { allFlag } from './shared/each-target.ts';
import { runPlanned } from './shared/planned.ts';
import { targetFlags } from './shared/target.ts';

runPlanned(
  {
    name: 'resume',
    summary:
      'Gives a paused cluster its nodes back, as many as its cluster file says. Without --yes it only shows the plan.',
    flags: { ...targetFlags, ...allFlag, yes: { type: 'boolean', help: 'do it' } },
  },
  (target, { offer }) => {
    const { name, region, config } = target;
    if (!config) {
      throw new UsageError(
        `${name} in ${region} has no cluster file here, so nobody knows how many nodes it had`,
        `write clusters/${name}.yaml, or say the numbers: eksctl scale nodegroup --cluster ${name} --region ${region} --name workers --nodes 3 --nodes-min 2 --nodes-max 4`,
      );
    }
    return withOwnCluster(target, (aws, cluster) =>
      withKubectl(cluster, region, async (kubectl) =>
        offer(await resumePlan(aws, config, kubectl)),
      ),
    );
  },
);
