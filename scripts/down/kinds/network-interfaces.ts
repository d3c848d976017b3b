import { AwsError, isMissing } from '../../../aws/aws-error.ts';
import { byHand, type Found, type Kind, tagsIn } from '../kind.ts';
import { doubt } from '../proof.ts';

/** Network interfaces that a node left when it went, which hold its subnet and security group. */
export const networkInterfaces: Kind = {
  what: 'network interfaces',
  find: async (aws, proof) => {
    const ec2 = await aws.ec2();
    const found = new Map<string, Found>();
    for (const [key, value] of [
      [`kubernetes.io/cluster/${proof.name}`, 'owned'],
      ['cluster.k8s.amazonaws.com/name', proof.name],
    ] as const) {
      const pages = ec2.paginateDescribeNetworkInterfaces({
        Filters: [
          { Name: `tag:${key}`, Values: [value] },
          { Name: 'status', Values: ['available'] },
        ],
      });
      for await (const { NetworkInterfaces = [] } of pages) {
        for (const one of NetworkInterfaces) {
          const { NetworkInterfaceId: id = '', Description = '', TagSet, VpcId: vpc } = one;
          const tags = tagsIn(TagSet);
          if (tags.get(key) !== value) continue;
          found.set(id, {
            id,
            words: `network interface ${id} (${Description})`,
            doubt: doubt(proof, { tags, vpc, account: one.OwnerId }),
            byHand: byHand(proof, 'ec2', 'delete-network-interface', '--network-interface-id', id),
          });
        }
      }
    }
    return [...found.values()];
  },
  remove: async (aws, { id }) => {
    const ec2 = await aws.ec2();
    try {
      await ec2.deleteNetworkInterface({ NetworkInterfaceId: id });
    } catch (error) {
      if (!isMissing(error) && !isInUse(error)) throw error;
    }
  },
};

// Taken again since: then whoever took it deletes it.
function isInUse(error: unknown): boolean {
  return error instanceof AwsError && /InUse|InvalidParameterValue/.test(error.code);
}
