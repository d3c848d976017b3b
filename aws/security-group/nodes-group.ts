import type { Cluster } from '@aws-sdk/client-eks';
import { UsageError } from '../../terminal/usage-error.ts';

/** The security group that EKS makes for a cluster, and that its nodes have. */
export function nodesGroupOf({ name, status, resourcesVpcConfig }: Cluster): string {
  const group = resourcesVpcConfig?.clusterSecurityGroupId;
  if (group) return group;
  throw new UsageError(
    `${name} is ${status}, and has no security group of its own yet`,
    `wait for it: npm run status -- --cluster ${name} --wait`,
  );
}
