import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../../aws/clients.ts';
import { findCluster } from '../../../aws/find-cluster.ts';
import { untilFree } from '../until-free.ts';
import { type Found, isOwned, type Kind, ownedFilters, type Tag, tagOf } from '../kind.ts';

/**
 * Security groups of load balancers, which their controllers forget when they are gone first. The group that EKS
 * made is EKS's to delete, while there is a cluster.
 */
export const securityGroups: Kind = {
  what: 'security groups',
  find: async (aws, cluster) => {
    const ec2 = await aws.ec2();
    const live = await findCluster(aws, cluster);
    const found = new Map<string, Found>();
    for (const filter of ownedFilters(cluster)) {
      for await (const { SecurityGroups = [] } of ec2.paginateDescribeSecurityGroups({
        Filters: [filter],
      })) {
        for (const { GroupId: id = '', GroupName, Tags } of SecurityGroups) {
          if (!isOwned(Tags, cluster) || (live && isOfCluster(live, id, Tags))) continue;
          found.set(id, { id, words: `security group ${id} (${GroupName})` });
        }
      }
    }
    return [...found.values()];
  },
  remove: async (aws, { id }) => {
    await revokeMentions(aws, id);
    const ec2 = await aws.ec2();
    await untilFree(() => ec2.deleteSecurityGroup({ GroupId: id }));
  },
};

// EKS deletes its own with the cluster, and CloudFormation those of its stacks.
function isOfCluster(
  { resourcesVpcConfig }: Cluster,
  id: string,
  tags: readonly Tag[] | undefined,
): boolean {
  return (
    id === resourcesVpcConfig?.clusterSecurityGroupId ||
    tagOf(tags, 'aws:eks:cluster-name') !== undefined ||
    tagOf(tags, 'aws:cloudformation:stack-name') !== undefined
  );
}

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
