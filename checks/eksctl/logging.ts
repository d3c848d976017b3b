import { logRetentions } from '../../tables/eksctl-words.ts';
import { type Place, type Problem, rule } from './place.ts';

const retentions: readonly number[] = logRetentions;

export const logging = rule(
  {
    id: 'eksctl/logging',
    severity: 'refused',
    why: 'EKS has no such log type, or CloudWatch no such retention.',
    remedy: 'Write the log types and days that are allowed.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const logs = cluster.at('cloudWatch', 'clusterLogging');
  const days = logs.at('logRetentionInDays');
  if (!days.number) return;
  if (logs.at('enableTypes').isEmpty) {
    yield {
      at: days,
      message: 'no log is switched on that could be kept',
      fix: 'set enableTypes, or leave logRetentionInDays out',
    };
  } else if (!retentions.includes(days.number)) {
    const above = retentions.find((known) => known > (days.number ?? 0)) ?? retentions.at(-1);
    yield {
      at: days,
      message: `CloudWatch can't keep logs for ${days.number} days`,
      allowed: retentions.join(', '),
      fix: `use ${above}`,
    };
  }
}
