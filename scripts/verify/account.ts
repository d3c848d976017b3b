import type { Cluster, Nodegroup } from '@aws-sdk/client-eks';
import { AwsError } from '../../aws/aws-error.ts';
import { withAws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { nodeGroupsOf } from '../../aws/node-groups.ts';
import { readRole, type RoleOrReason } from '../../aws/roles/role.ts';

/** What AWS knows of a cluster. */
export interface AccountView {
  readonly cluster?: Cluster;
  readonly nodegroups: readonly Nodegroup[];
  /** The cluster's and the nodes' roles by ARN, or why nothing is known of one. */
  readonly roles: Readonly<Record<string, RoleOrReason>>;
}

/** Reads a cluster's part of the account; an error in words where AWS could not be asked at all. */
export async function readAccount(name: string, region: string): Promise<AccountView | AwsError> {
  try {
    return await withAws(region, async (aws) => {
      const cluster = await findCluster(aws, name);
      if (!cluster) return { nodegroups: [], roles: {} };
      const nodegroups = await nodeGroupsOf(aws, name);
      const roles: Record<string, RoleOrReason> = {};
      for (const arn of [cluster.roleArn, ...nodegroups.map(({ nodeRole }) => nodeRole)]) {
        if (arn) roles[arn] ??= await readRole(aws, arn);
      }
      return { cluster, nodegroups, roles };
    });
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
