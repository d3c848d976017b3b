import { withKubectl } from '../aws/kubectl.ts';
import { withOwnCluster } from '../aws/own-cluster.ts';
import { pausePlan } from './pause/pause.ts';
import { allFlag } from './shared/each-target.ts';
import { runPlanned } from './shared/planned.ts';
import { targetFlags } from './shared/target.ts';

runPlanned(
  {
    name: 'pause',
    summary:
      'Removes the nodes of a cluster and shows what is still billed; npm run resume brings them back. Without --yes it only shows the plan.',
    flags: { ...targetFlags, ...allFlag, yes: { type: 'boolean', help: 'do it' } },
  },
  (target, { offer }) =>
    withOwnCluster(target, (aws, cluster) =>
      withKubectl(cluster, target.region, async (kubectl) =>
        offer(await pausePlan(aws, target, cluster, kubectl)),
      ),
    ),
);
