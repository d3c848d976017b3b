import { AwsError, isMissing } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { type Found, isOwned, type Kind, ownedFilters, tagOf } from '../kind.ts';

const PAUSE_MS = 5000;
const LONGEST_MS = 5 * 60_000;

/**
 * Security groups of load balancers, which their controllers forget when they are gone first. The group that EKS
 * made is EKS's to delete, while there is a cluster.
 */
export const securityGroups: Kind = {
  what: 'security groups',
  find: async (aws, cluster) => {
    const ec2 = await aws.ec2();
    const isThere = (await findCluster(aws, cluster)) !== undefined;
    const found = new Map<string, Found>();
    for (const filter of ownedFilters(cluster)) {
      for await (const { SecurityGroups = [] } of ec2.paginateDescribeSecurityGroups({
        Filters: [filter],
      })) {
        for (const { GroupId: id = '', GroupName, Tags } of SecurityGroups) {
          if (!isOwned(Tags, cluster) || (isThere && tagOf(Tags, 'aws:eks:cluster-name'))) continue;
          found.set(id, { id, words: `security group ${id} (${GroupName})` });
        }
      }
    }
    return [...found.values()];
  },
  remove: async (aws, { id }) => {
    await revokeMentions(aws, id);
    const ec2 = await aws.ec2();
    const deadline = Date.now() + LONGEST_MS;
    for (;;) {
      try {
        await ec2.deleteSecurityGroup({ GroupId: id });
        return;
      } catch (error) {
        if (isMissing(error)) return;
        // The interfaces of a load balancer that was just deleted hold it for a minute or two.
        if (!isInUse(error) || Date.now() > deadline) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  },
};

// A group can't be deleted while another group's rule names it.
async function revokeMentions(aws: Aws, group: string): Promise<void> {
  const ec2 = await aws.ec2();
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({
    Filters: [{ Name: 'ip-permission.group-id', Values: [group] }],
  });
  for (const { GroupId, IpPermissions = [] } of SecurityGroups) {
    const mentions = IpPermissions.flatMap((permission) => {
      const pairs = permission.UserIdGroupPairs?.filter((pair) => pair.GroupId === group) ?? [];
      const { IpProtocol, FromPort, ToPort } = permission;
      return pairs.length > 0
        ? [
            {
              IpProtocol,
              FromPort,
              ToPort,
              UserIdGroupPairs: pairs.map(({ GroupId }) => ({ GroupId })),
            },
          ]
        : [];
    });
    if (mentions.length === 0) continue;
    await ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: mentions });
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'DependencyViolation';
}
