import { withAws } from '../../aws/clients.ts';
import { findCluster, isUsable } from '../../aws/find-cluster.ts';
import { refuseOthers } from '../../aws/refuse-others.ts';
import { isExampleRange } from '../../synth/example-range.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { carryOut } from '../../terminal/plan.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { awsPlan } from './aws-plan.ts';

const NOT_YET = 1;

/** Brings access.from to a running cluster: says first what that changes; the exit code is 1 while it can't be. */
export async function letAwsKnow(
  config: ClusterConfig,
  { dryRun, again }: { readonly dryRun: boolean; readonly again: string },
): Promise<number> {
  const { name, region, access, manifestsOnly } = config;
  if (manifestsOnly) {
    throw new UsageError(
      `${name} has manifestsOnly: true, so this project does not decide who reaches its API`,
      `leave --apply out, and apply dist/${name} after npm run synth`,
    );
  }
  if (access.from.every(isExampleRange)) {
    throw new UsageError(
      `access.from only has the example address ${access.from.join(', ')}: nobody could connect`,
      `put yours in: npm run allow-me -- --cluster ${name} --apply`,
    );
  }
  return withAws(region, async (aws) => {
    const cluster = await findCluster(aws, name);
    if (!cluster) {
      console.log(`There is no cluster ${name} in ${region} yet, so only the file changes.`);
      if (!dryRun) console.log('Next: npm run synth');
      return 0;
    }
    if (!isUsable(cluster)) {
      console.error(
        `${name} is ${cluster.status}, and EKS does not change it now\nwait for it: npm run status -- --cluster ${name} --wait; then ${again}`,
      );
      return NOT_YET;
    }
    refuseOthers({ name, region }, cluster);
    const plan = await awsPlan(aws, { name, region, config }, config, cluster);
    await carryOut(plan, !dryRun, again);
    if (!dryRun) console.log(`\nDone: ${name} answers ${access.from.join(', ')}.`);
    return 0;
  });
}
