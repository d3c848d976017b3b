import type { Cluster, Nodegroup } from '@aws-sdk/client-eks';
import { AwsError, isMissing } from '../aws/aws-error.ts';
import { withAws } from '../aws/clients.ts';

/** A role as the exercises ask for it. */
export interface RoleView {
  readonly arn: string;
  /** The services that may take it on. */
  readonly trusts: readonly string[];
  readonly managedPolicies: readonly string[];
}

/** What AWS knows of a cluster; `unknown` says what it could not be asked, and why. */
export interface AccountView {
  readonly cluster?: Cluster;
  readonly nodegroups: readonly Nodegroup[];
  readonly roles: Readonly<Record<string, RoleView>>;
}

/** Reads a cluster's part of the account; an error in words where AWS could not be asked at all. */
export async function readAccount(name: string, region: string): Promise<AccountView | AwsError> {
  try {
    return await withAws(region, async (aws) => {
      const eks = await aws.eks();
      let cluster: Cluster | undefined;
      try {
        cluster = (await eks.describeCluster({ name })).cluster;
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      if (!cluster) return { nodegroups: [], roles: {} };
      const { nodegroups: names = [] } = await eks.listNodegroups({ clusterName: name });
      const nodegroups = await Promise.all(
        names.map(async (nodegroupName) => {
          const { nodegroup } = await eks.describeNodegroup({ clusterName: name, nodegroupName });
          return nodegroup ?? {};
        }),
      );
      const arns = [cluster.roleArn, ...nodegroups.map(({ nodeRole }) => nodeRole)];
      const iam = await aws.iam();
      const roles: Record<string, RoleView> = {};
      for (const arn of new Set(arns)) {
        if (!arn) continue;
        const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
        const [{ Role }, { AttachedPolicies = [] }] = await Promise.all([
          iam.getRole({ RoleName }),
          iam.listAttachedRolePolicies({ RoleName }),
        ]);
        roles[arn] = {
          arn,
          trusts: trustedServices(Role?.AssumeRolePolicyDocument),
          managedPolicies: AttachedPolicies.flatMap(({ PolicyName }) => PolicyName ?? []).sort(),
        };
      }
      return { cluster, nodegroups, roles };
    });
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

function trustedServices(document = ''): string[] {
  const { Statement = [] } = JSON.parse(decodeURIComponent(document) || '{}') as {
    Statement?: readonly { Principal?: { Service?: string | readonly string[] } }[];
  };
  return Statement.flatMap(({ Principal }) => Principal?.Service ?? []).sort();
}
