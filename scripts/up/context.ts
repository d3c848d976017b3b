import type { Aws } from '../../aws/clients.ts';
import { existingCluster } from '../../aws/find-cluster.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { connectionTo } from '../../aws/kubeconfig/connection.ts';
import { contextName, entriesFor } from '../../aws/kubeconfig/entries.ts';
import { putContext } from '../../aws/kubeconfig/put-context.ts';
import type { Step } from '../../terminal/plan.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** Connects the user's kubectl with a cluster. */
export function contextStep(aws: Aws, { name, region }: ClusterConfig): Step {
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
      const { file } = putContext(entriesFor(connection, { signIn: 'aws', profile }));
      console.log(`${file}: the context ${contextName(connection)} is there, and current`);
    },
  };
}
