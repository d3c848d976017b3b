import type { Context } from '../../eksctl/iam/context.ts';
import { evaluate } from '../../eksctl/iam/evaluate.ts';
import { type Policy, readPolicy } from '../../eksctl/iam/policy.ts';
import { PolicyError } from '../../eksctl/iam/policy-error.ts';
import { discoveryTags } from '../../charts/cluster-autoscaler/names.ts';

/** What a policy lets the autoscaler of a cluster do, judged as IAM would. */
export interface JudgedPolicy {
  /** What it needs and may not. */
  readonly missing: readonly string[];
  /** A change that it may make to groups that are not the cluster's. */
  readonly open?: OpenWrite;
  /** Why it can't be judged. */
  readonly refused?: string;
}

export interface OpenWrite {
  readonly action: string;
  /** The statement that allows it. */
  readonly index: number;
  /** The tags of the cluster's groups that it doesn't ask for, as `key: value`. */
  readonly tags: readonly string[];
  readonly asksForNone: boolean;
}

// What its code calls, read at the tags from cluster-autoscaler-1.32.7 to 1.36.1 and on the branch of 1.37. Its README
// asks for DescribeAutoScalingInstances as well, which none of them calls.
const reads = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeLaunchConfigurations',
  'autoscaling:DescribeScalingActivities',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:GetInstanceTypesFromInstanceRequirements',
  'eks:DescribeNodegroup',
] as const;
const writes = [
  'autoscaling:SetDesiredCapacity',
  'autoscaling:TerminateInstanceInAutoScalingGroup',
] as const;
// What a policy with a wildcard would allow, too.
const otherWrites = [
  'autoscaling:UpdateAutoScalingGroup',
  'autoscaling:DeleteAutoScalingGroup',
  'autoscaling:CreateOrUpdateTags',
  'autoscaling:DetachInstances',
  'autoscaling:SuspendProcesses',
] as const;

/** Judges a policy by calls on the cluster's own groups, and on groups that lack one of its tags. */
export function judgePolicy(
  document: unknown,
  { name, region }: { readonly name: string; readonly region: string },
): JudgedPolicy {
  try {
    const policy = readPolicy(document);
    return {
      missing: missingIn(policy, name),
      open: openIn(policy, name, groupIn(document, region)),
    };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { missing: [], refused: error.message };
  }
}

// Which groups a policy names by ARN can't be known before they are made.
function missingIn(policy: Policy, name: string): string[] {
  const everywhere: Policy = {
    ...policy,
    statements: policy.statements.map((statement) => ({
      ...statement,
      resource: { listed: ['*'], negated: false },
    })),
  };
  const context = tagsAsContext(Object.entries(discoveryTags(name)));
  return [...reads, ...writes].filter(
    (action) => evaluate([everywhere], { action, context }).decision !== 'allowed',
  );
}

function openIn(policy: Policy, name: string, resource: string): OpenWrite | undefined {
  const own = Object.entries(discoveryTags(name));
  const decide = (action: string, tags: readonly [string, string][]) =>
    evaluate([policy], { action, resource, context: tagsAsContext(tags) });
  for (const action of [...writes, ...otherWrites]) {
    const lacking = own.filter(
      (tag) =>
        decide(
          action,
          own.filter((other) => other !== tag),
        ).decision === 'allowed',
    );
    const [first] = lacking;
    if (!first) continue;
    const { by } = decide(
      action,
      own.filter((other) => other !== first),
    );
    return {
      action,
      index: by ? policy.statements.indexOf(by) : 0,
      tags: lacking.map(([key, value]) => `${key}: ${value}`),
      asksForNone: decide(action, []).decision === 'allowed',
    };
  }
  return undefined;
}

// EC2 Auto Scaling knows a group's tags under its own name, too.
function tagsAsContext(tags: readonly (readonly [string, string])[]): Context {
  return Object.fromEntries(
    tags.flatMap(([key, value]) =>
      ['aws', 'autoscaling'].map((service) => [`${service}:ResourceTag/${key}`, value] as const),
    ),
  );
}

// A group of another cluster, in the account that the policy names: EKS calls all groups eks-….
function groupIn(document: unknown, region: string): string {
  const account = /:(\d{12}):/.exec(JSON.stringify(document) ?? '')?.[1] ?? '111122223333';
  const id = '00000000-0000-0000-0000-000000000000';
  return `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:${id}:autoScalingGroupName/eks-workers-${id}`;
}
