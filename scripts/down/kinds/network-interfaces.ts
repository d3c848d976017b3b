import { AwsError, isMissing } from '../../../aws/aws-error.ts';
import { type Found, type Kind, tagOf } from '../kind.ts';

/** Network interfaces that a node left when it went, which hold its subnet and security group. */
export const networkInterfaces: Kind = {
  what: 'network interfaces',
  find: async (aws, cluster) => {
    const ec2 = await aws.ec2();
    const found = new Map<string, Found>();
    for (const [key, values] of [
      [`kubernetes.io/cluster/${cluster}`, ['owned']],
      ['cluster.k8s.amazonaws.com/name', [cluster]],
    ] as const) {
      const pages = ec2.paginateDescribeNetworkInterfaces({
        Filters: [
          { Name: `tag:${key}`, Values: [...values] },
          { Name: 'status', Values: ['available'] },
        ],
      });
      for await (const { NetworkInterfaces = [] } of pages) {
        for (const { NetworkInterfaceId: id = '', Description, TagSet } of NetworkInterfaces) {
          if (!(values as readonly (string | undefined)[]).includes(tagOf(TagSet, key))) continue;
          found.set(id, { id, words: `network interface ${id} (${Description ?? ''})` });
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
