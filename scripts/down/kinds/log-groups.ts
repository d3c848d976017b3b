import { isMissing } from '../../../aws/aws-error.ts';
import { logGroupPrefixes } from '../../../eksctl/log-groups.ts';
import type { Found, Kind } from '../kind.ts';

/** The control plane's logs, and those of CloudWatch's own addon; EKS leaves them when a cluster goes. */
export const logGroups: Kind = {
  what: 'log groups',
  find: async (aws, cluster) => {
    const logs = await aws.logs();
    const found: Found[] = [];
    for (const prefix of logGroupPrefixes(cluster)) {
      for await (const { logGroups: groups = [] } of logs.paginateDescribeLogGroups({
        logGroupNamePrefix: prefix,
      })) {
        for (const { logGroupName: id = '' } of groups) {
          found.push({ id, words: `log group ${id}`, billed: true });
        }
      }
    }
    return found;
  },
  remove: async (aws, { id }) => {
    const logs = await aws.logs();
    try {
      await logs.deleteLogGroup({ logGroupName: id });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
};
