import type { ClusterConfigFile } from '../../output/manifest.ts';
import { type About, check, type Finding, type Subject } from '../check.ts';
import { someOf } from '../finding.ts';
import { at, fields, list, text } from '../values.ts';
import { autoscalersOf } from './autoscalers.ts';
import { judgePolicy } from './judged-policy.ts';

const about: About = {
  id: 'autoscaler-policy',
  severity: 'risky',
  why: "A wider policy lets the autoscaler, or every pod, change other clusters' node groups; a narrower one lets it change none.",
  remedy:
    "Limit the policy to the groups with this cluster's tag, and give it only to the autoscaler's ServiceAccount.",
};

export const autoscalerPolicy = check(about, (subject) => {
  const { clusterConfig } = subject;
  // Without an autoscaler in sight, who needs the policy can't be told.
  if (!clusterConfig || autoscalersOf(subject).length === 0) return [];
  return [...nodeRole(clusterConfig), ...ownRole(subject, clusterConfig)];
});

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
  return [
    ...(at(entry, 'wellKnownPolicies', 'autoScaler') === true
      ? [
          found(file, {
            path: `${path}.wellKnownPolicies.autoScaler`,
            value: 'true',
            message:
              "lets it change every Auto Scaling group of the account: eksctl's policy has no condition",
            fix: `write the policy out in ${key}, with a condition on this cluster's tags`,
          }),
        ]
      : []),
    // What is attached by ARN can't be read here.
    ...(policy === undefined ? [] : judged(file, `${path}.${key}`, policy)),
  ];
}

function judged(file: ClusterConfigFile, path: string, policy: unknown): Finding[] {
  const { name, region } = fields(at(file.object, 'metadata'));
  const cluster = { name: text(name) ?? '', region: text(region) ?? 'us-west-2' };
  const { missing, open, refused } = judgePolicy(policy, cluster);
  const problems: Finding[] = [];
  if (refused !== undefined) {
    problems.push(found(file, { path, message: `is not a policy that can be judged: ${refused}` }));
  }
  if (missing.length > 0) {
    problems.push(
      found(file, {
        path,
        message: `does not allow ${someOf(missing)}, which the autoscaler needs`,
        fix: `allow ${missing.length === 1 ? 'it' : 'them'}`,
      }),
    );
  }
  if (open) {
    const { action, index, tags, asksForNone } = open;
    problems.push(
      found(file, {
        path: `${path}.Statement[${index}].Condition`,
        message: `lets it ${action} on ${
          asksForNone
            ? "every Auto Scaling group, other clusters' too"
            : `groups without the tag ${tags.join(' or ')}`
        }`,
        allowed: `StringEquals on ${tags.join(' and ')}`,
        fix: "allow the write only on this cluster's groups, by their tags",
      }),
    );
  }
  return problems;
}

function found(
  file: ClusterConfigFile,
  details: Omit<Finding, 'check' | 'file' | 'object'>,
): Finding {
  const name = text(at(file.object, 'metadata', 'name')) ?? '';
  return {
    check: about.id,
    file: file.path,
    object: `ClusterConfig ${name}`,
    ...details,
  };
}
