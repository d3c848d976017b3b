import { AwsError } from '../aws-error.ts';
import type { Aws } from '../clients.ts';
import { PROJECT } from '../../eksctl/tags.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { MOST_GROUP_RULES } from '../../tables/limits.ts';
import type { Changes, Present } from './changes.ts';
import type { ExistingRule, PortRule } from './rule.ts';

const PURPOSE = 'nodeport';

/** Reads which TCP ports a security group lets in from where, and which of the rules are ours. */
export async function presentRules(aws: Aws, group: string, cluster: string): Promise<Present> {
  const ec2 = await aws.ec2();
  const ours: ExistingRule[] = [];
  const others: ExistingRule[] = [];
  const pages = ec2.paginateDescribeSecurityGroupRules({
    Filters: [{ Name: 'group-id', Values: [group] }],
  });
  for await (const { SecurityGroupRules = [] } of pages) {
    for (const rule of SecurityGroupRules) {
      const { SecurityGroupRuleId: id, CidrIpv4: range, FromPort, ToPort, Tags = [] } = rule;
      if (rule.IsEgress || rule.IpProtocol !== 'tcp' || !id || !range) continue;
      const tags = new Map(Tags.map(({ Key, Value }) => [Key, Value]));
      const isOurs = Object.entries(tagsOf(cluster)).every(
        ([key, value]) => tags.get(key) === value,
      );
      (isOurs ? ours : others).push({ id, range, first: FromPort ?? -1, last: ToPort ?? -1 });
    }
  }
  return { ours, others };
}

/** Makes it so: what is no longer wanted is closed first, which also makes room. */
export async function change(
  aws: Aws,
  group: string,
  cluster: string,
  { open, close }: Changes,
  tags: Readonly<Record<string, string>> = {},
): Promise<void> {
  const ec2 = await aws.ec2();
  if (close.length > 0) {
    await ec2.revokeSecurityGroupIngress({
      GroupId: group,
      SecurityGroupRuleIds: close.map(({ id }) => id),
    });
  }
  if (open.length === 0) return;
  try {
    await ec2.authorizeSecurityGroupIngress({
      GroupId: group,
      IpPermissions: permissions(open),
      TagSpecifications: [
        {
          ResourceType: 'security-group-rule',
          Tags: Object.entries({ ...tags, ...tagsOf(cluster) }).map(([Key, Value]) => ({
            Key,
            Value,
          })),
        },
      ],
    });
  } catch (error) {
    throw isFull(error) ? full(group, open) : error;
  }
}

function permissions(rules: readonly PortRule[]) {
  return rules.map(({ first, last, range }) => ({
    IpProtocol: 'tcp',
    FromPort: first,
    ToPort: last,
    IpRanges: [{ CidrIp: range, Description: `${PROJECT}: node port, closed by npm run nodeport` }],
  }));
}

function tagsOf(cluster: string): Record<string, string> {
  return { project: PROJECT, cluster, purpose: PURPOSE };
}

function isFull(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'RulesPerSecurityGroupLimitExceeded';
}

function full(group: string, open: readonly PortRule[]): UsageError {
  const ports = new Set(open.map(({ first }) => first)).size;
  return new UsageError(
    `${group} has no room for ${open.length} more rules: a security group can have ${MOST_GROUP_RULES} inbound rules, and every range in access.from needs one for each of ${ports} ports`,
    'join neighbouring ranges in access.from into wider ones, or ask for more in Service Quotas (Amazon VPC: inbound or outbound rules per security group)',
  );
}
