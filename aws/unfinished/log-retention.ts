import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import { controlPlaneLogGroup } from '../../eksctl/log-groups.ts';
import type { Aws } from '../clients.ts';

/** In days. */
export type Retention = number | 'for ever';

/** A log group that doesn't keep its logs as long as it should. */
export interface Unlimited {
  readonly part: 'log retention';
  readonly what: string;
  readonly group: string;
  readonly days: number;
}

/** How long a control plane's logs are kept; undefined where EKS has no log group for them yet. */
export async function readRetention(aws: Aws, cluster: string): Promise<Retention | undefined> {
  const logs = await aws.logs();
  const name = controlPlaneLogGroup(cluster);
  const pages = logs.paginateDescribeLogGroups({ logGroupNamePrefix: name });
  for await (const { logGroups = [] } of pages) {
    const group = logGroups.find(({ logGroupName }) => logGroupName === name);
    if (group) return group.retentionInDays ?? 'for ever';
  }
  return undefined;
}

/** The log group that lacks its retention: until eksctl sets it, logs are kept, and paid for, for ever. */
export function unlimitedLogs(
  { metadata, cloudWatch }: EksctlClusterConfig,
  there: Retention | undefined,
): Unlimited[] {
  const days = cloudWatch?.clusterLogging?.logRetentionInDays;
  if (!days || there === undefined || there === days) return [];
  const group = controlPlaneLogGroup(String(metadata?.name));
  const now = there === 'for ever' ? there : `${there} days`;
  return [
    {
      part: 'log retention',
      what: `the retention of ${days} days of the log group ${group}, which keeps its logs ${now}`,
      group,
      days,
    },
  ];
}
