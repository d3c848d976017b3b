import { evaluate, type Request } from '../../eksctl/iam/evaluate.ts';
import { type Policy, readPolicy } from '../../eksctl/iam/policy.ts';
import { PolicyError } from '../../eksctl/iam/policy-error.ts';
import type { Role } from '../../aws/roles/role.ts';

/** Something that a role of a cluster should not be able to do, and why one looks. */
interface Danger {
  readonly words: string;
  readonly request: Request;
}

/** What a role may do that it should not, by the policies written into it and the names of those attached. */
export function dangersOf(role: Role, clusterName: string): string[] {
  const found = new Set<string>();
  for (const name of role.attached) {
    if (/^(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.test(name)) {
      found.add(`has ${name}`);
    }
  }
  for (const [name, document] of Object.entries(role.inline)) {
    try {
      const policy = readPolicy(document);
      for (const { words, request } of dangers(clusterName)) {
        if (isAllowed(policy, request)) found.add(words);
      }
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      found.add(`its policy ${name} can't be judged: ${error.message}`);
    }
  }
  return [...found];
}

function dangers(clusterName: string): Danger[] {
  const region = 'us-west-2';
  const group = `arn:aws:autoscaling:${region}:111122223333:autoScalingGroup:0:autoScalingGroupName/other`;
  const tags = {
    'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true',
    [`aws:ResourceTag/k8s.io/cluster-autoscaler/not-${clusterName}`]: 'owned',
  };
  return [
    {
      words: 'may make IAM users and roles: an administrator',
      request: { action: 'iam:CreateRole', resource: 'arn:aws:iam::111122223333:role/any' },
    },
    {
      words: "may resize other clusters' node groups",
      request: { action: 'autoscaling:SetDesiredCapacity', resource: group, context: tags },
    },
  ];
}

function isAllowed(policy: Policy, request: Request): boolean {
  return evaluate([policy], request).decision === 'allowed';
}
