import type { Cluster } from '@aws-sdk/client-eks';
import type { SecurityGroup } from '@aws-sdk/client-ec2';
import type { Aws } from '../../../aws/clients.ts';
import { findCluster } from '../../../aws/find-cluster.ts';
import type { Tags } from '../../../eksctl/tags.ts';
import { byHand, type Found, isMarked, isOwned, type Kind, ownedFilters, tagsIn } from '../kind.ts';
import { doubt, type Proof } from '../proof.ts';
import { untilFree } from '../until-free.ts';

/**
 * Security groups of load balancers, which their controllers forget when they are gone first. The group that EKS
 * made is EKS's to delete, while there is a cluster.
 */
export const securityGroups: Kind = {
  what: 'security groups',
  find: async (aws, proof) => {
    const ec2 = await aws.ec2();
    const live = await findCluster(aws, proof.name);
    const found = new Map<string, Found>();
    for (const filter of ownedFilters(proof.name)) {
      for await (const { SecurityGroups = [] } of ec2.paginateDescribeSecurityGroups({
        Filters: [filter],
      })) {
        for (const group of SecurityGroups) {
          const { GroupId: id = '', GroupName, Tags } = group;
          const tags = tagsIn(Tags);
          if (!isOwned(tags, proof.name) || (live && isOfCluster(live, id, tags))) continue;
          found.set(id, {
            id,
            words: `security group ${id} (${GroupName})`,
            doubt: groupDoubt(proof, group),
            byHand: byHand(proof, 'ec2', 'delete-security-group', '--group-id', id),
          });
        }
      }
    }
    return [...found.values()];
  },
  remove: async (aws, { id }, proof) => {
    const others = await revokeMentions(aws, proof, id);
    if (others.length > 0) {
      console.log(`  ${others.join(', ')} names it, and nothing proves whose that is: it stays`);
      return;
    }
    const ec2 = await aws.ec2();
    await untilFree(() => ec2.deleteSecurityGroup({ GroupId: id }));
  },
};

function groupDoubt(proof: Proof, { Tags, VpcId: vpc, OwnerId: account }: SecurityGroup) {
  return doubt(proof, { tags: tagsIn(Tags), vpc, account });
}

// EKS deletes its own with the cluster, and CloudFormation those of its stacks.
function isOfCluster({ resourcesVpcConfig }: Cluster, id: string, tags: Tags): boolean {
  return (
    id === resourcesVpcConfig?.clusterSecurityGroupId ||
    tags.has('aws:eks:cluster-name') ||
    tags.has('aws:cloudformation:stack-name')
  );
}

/**
 * A group can't be deleted while another group's rule names it: such rules go, where that group is the cluster's. Those
 * that it may not touch come back by their ids.
 */
async function revokeMentions(aws: Aws, proof: Proof, group: string): Promise<string[]> {
  const ec2 = await aws.ec2();
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({
    Filters: [{ Name: 'ip-permission.group-id', Values: [group] }],
  });
  const others: string[] = [];
  for (const one of SecurityGroups) {
    const { GroupId, IpPermissions = [] } = one;
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
    if (mentions.length === 0 || GroupId === group) continue;
    const isOfOthers =
      !isMarked(tagsIn(one.Tags), proof.name) || groupDoubt(proof, one) !== undefined;
    if (isOfOthers) others.push(GroupId ?? '');
    else await ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: mentions });
  }
  return others;
}
