import type { ClusterConfigFile } from '../../output/manifest.ts';
import type { Check, Finding, Subject } from '../check.ts';
import { someOf } from '../finding.ts';
import { at, fields, list, text } from '../values.ts';
import { autoscalersOf } from './autoscalers.ts';

const writes = [
  'autoscaling:SetDesiredCapacity',
  'autoscaling:TerminateInstanceInAutoScalingGroup',
] as const;
const reads = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeAutoScalingInstances',
  'autoscaling:DescribeLaunchConfigurations',
  'autoscaling:DescribeScalingActivities',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:GetInstanceTypesFromInstanceRequirements',
  'eks:DescribeNodegroup',
] as const;

/** A policy that lets the autoscaler change other clusters' groups, or not its own; or that all pods have. */
export const autoscalerPolicy: Check = (subject) => {
  const { clusterConfig } = subject;
  // Without an autoscaler in sight, who needs the policy can't be told.
  if (!clusterConfig || autoscalersOf(subject).length === 0) return [];
  return [...nodeRole(clusterConfig), ...ownRole(subject, clusterConfig)];
};

function nodeRole(file: ClusterConfigFile): Finding[] {
  return (['managedNodeGroups', 'nodeGroups'] as const).flatMap((kind) =>
    list(at(file.object, kind)).flatMap((group, i) => {
      if (at(group, 'iam', 'withAddonPolicies', 'autoScaler') !== true) return [];
      return [
        found(file, {
          path: `${kind}[${i}].iam.withAddonPolicies.autoScaler`,
          value: 'true',
          message:
            'puts the policy on the node role: every pod of every node may then scale any group',
          allowed: 'false',
          fix: "give it to the autoscaler's own ServiceAccount in iam.serviceAccounts",
        }),
      ];
    }),
  );
}

function ownRole(subject: Subject, file: ClusterConfigFile): Finding[] {
  const accounts = new Set(
    autoscalersOf(subject).map(({ pod, serviceAccount }) => `${pod.namespace}/${serviceAccount}`),
  );
  const { iam } = fields(file.object);
  const byAccount = list(at(iam, 'serviceAccounts')).flatMap((entry, i) => {
    const { name, namespace } = fields(at(entry, 'metadata'));
    const where = `iam.serviceAccounts[${i}]`;
    if (!accounts.has(`${text(namespace) || 'default'}/${text(name)}`)) return [];
    return entryProblems(file, where, entry, 'attachPolicy');
  });
  const byAssociation = list(at(iam, 'podIdentityAssociations')).flatMap((entry, i) => {
    const { namespace, serviceAccountName } = fields(entry);
    if (!accounts.has(`${text(namespace)}/${text(serviceAccountName)}`)) return [];
    return entryProblems(file, `iam.podIdentityAssociations[${i}]`, entry, 'permissionPolicy');
  });
  return [...byAccount, ...byAssociation];
}

function entryProblems(
  file: ClusterConfigFile,
  path: string,
  entry: unknown,
  key: string,
): Finding[] {
  const policy = at(entry, key);
  const problems: Finding[] = [];
  if (at(entry, 'wellKnownPolicies', 'autoScaler') === true) {
    problems.push(
      found(file, {
        path: `${path}.wellKnownPolicies.autoScaler`,
        value: 'true',
        message:
          "lets it change every Auto Scaling group of the account: eksctl's policy has no condition",
        fix: `write the policy out in ${key}, with a condition on this cluster's tags`,
      }),
    );
  }
  // What is attached by ARN can't be read here.
  if (policy === undefined) return problems;
  const statements = list(at(policy, 'Statement')).map(fields);
  const single = at(policy, 'Statement');
  if (statements.length === 0 && typeof single === 'object') statements.push(fields(single));
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
  const missing = [...reads, ...writes].filter(
    (action) => !allowed.some((one) => gives(one, action)),
  );
  if (missing.length > 0) {
    problems.push(
      found(file, {
        path: `${path}.${key}`,
        message: `does not allow ${someOf(missing)}, which the autoscaler needs`,
        fix: `allow ${missing.length === 1 ? 'it' : 'them'}`,
      }),
    );
  }
  statements.forEach((statement, i) => {
    const open = statement.Effect === 'Allow' ? unconditioned(file, statement) : undefined;
    if (!open) return;
    problems.push(
      found(file, {
        path: `${path}.${key}.Statement[${i}].Condition`,
        message: `lets it ${open.action} on ${open.problem}`,
        allowed: `StringEquals on ${open.tags.join(' and ')}`,
        fix: "hold the write to this cluster's own groups by their tags",
      }),
    );
  });
  return problems;
}

// A write of autoscaling that this cluster's tags don't hold.
function unconditioned(file: ClusterConfigFile, statement: unknown) {
  const action = actionsOf(statement).find(
    (one) =>
      one === '*' || (/^autoscaling:/i.test(one) && !/^autoscaling:(describe|get)/i.test(one)),
  );
  if (action === undefined) return undefined;
  const cluster = text(at(file.object, 'metadata', 'name')) ?? '';
  const prefix = 'aws:ResourceTag/k8s.io/cluster-autoscaler/';
  const wanted: [string, string][] = [
    [`${prefix}enabled`, 'true'],
    [`${prefix}${cluster}`, 'owned'],
  ];
  const conditions = at(statement, 'Condition', 'StringEquals');
  const missing = wanted.filter(([key, value]) => {
    const given = at(conditions, key);
    return given !== value && !(Array.isArray(given) && given.length === 1 && given[0] === value);
  });
  if (missing.length === 0) return undefined;
  return {
    action,
    problem:
      missing.length === wanted.length
        ? "every Auto Scaling group, other clusters' too"
        : `groups without the tag ${missing[0]![0].slice('aws:ResourceTag/'.length)}: ${missing[0]![1]}`,
    tags: missing.map(([key, value]) => `${key}: ${value}`),
  };
}

function gives(statement: unknown, action: string): boolean {
  return actionsOf(statement).some((pattern) => {
    const star = pattern.indexOf('*');
    const wanted = action.toLowerCase();
    if (star < 0) return pattern.toLowerCase() === wanted;
    return wanted.startsWith(pattern.slice(0, star).toLowerCase());
  });
}

function actionsOf(statement: unknown): string[] {
  const action = at(statement, 'Action');
  return (typeof action === 'string' ? [action] : list(action)).filter(
    (one): one is string => typeof one === 'string',
  );
}

function found(
  file: ClusterConfigFile,
  details: Omit<Finding, 'check' | 'file' | 'object'>,
): Finding {
  const name = text(at(file.object, 'metadata', 'name')) ?? '';
  return {
    check: 'autoscaler-policy',
    file: file.path,
    object: `ClusterConfig ${name}`,
    ...details,
  };
}
