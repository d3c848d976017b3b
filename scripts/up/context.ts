import type { Aws } from '../../aws/clients.ts';
import { existingCluster } from '../../aws/find-cluster.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { connectionTo, contextName } from '../../aws/kubeconfig/connection.ts';
import { putContext } from '../../aws/kubeconfig/contexts.ts';
import { refuseOdd } from '../../aws/kubeconfig/files.ts';
import type { Step } from '../../terminal/plan.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** Connects the user's kubectl with a cluster. */
export function contextStep(aws: Aws, { name, region }: ClusterConfig): Step {
  // Not only when there is a cluster already.
  refuseOdd();
  return {
    what: 'Connect kubectl',
    commands: [`npm run kubeconfig -- --cluster ${name}`],
    run: async () => {
      const connection = connectionTo(await existingCluster(aws, { name, region }), region);
      if (!connection) {
        throw new UsageError(
          `${name} has no address yet`,
          `wait for it: npm run status -- --cluster ${name} --wait`,
        );
      }
      const profile = process.env.AWS_PROFILE;
      await putContext(connection, { signIn: 'aws', profile, isCurrent: true });
      console.log(`the context ${contextName(connection)} exists and is current`);
    },
  };
}
