import { parseArn } from './arn.ts';
import { type NodeGroup, nodeGroupsOf } from './node-group.ts';
import { filled, keyOf, type Place, type Problem, rule } from './place.ts';

export const nodeIam = rule(
  {
    id: 'eksctl/node-iam',
    severity: 'refused',
    why: "The nodes' role can't be made with these settings.",
    remedy: 'Name an existing role, or the policies of a new one.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const group of nodeGroupsOf(cluster)) {
    yield* role(group);
    const iam = group.place.at('iam');
    const policies = iam.at('withAddonPolicies');
    const on = policies.entries().find(([, policy]) => policy.isOn)?.[1];
    if (on && group.place.at('disablePodIMDS').isOn) {
      yield {
        at: on,
        message: 'with disablePodIMDS no pod can use what withAddonPolicies gives the node',
        fix: 'give it to a service account, or leave one of them out',
      };
    }
    if (policies.at('albIngress').isOn && policies.at('awsLoadBalancerController').isOn) {
      yield {
        at: policies.at('albIngress'),
        message: 'albIngress is the old name of awsLoadBalancerController',
        fix: 'leave it out',
      };
    }
    for (const at of iam.at('attachPolicyARNs').items()) {
      if (!at.text || parseArn(at.text)) continue;
      yield { at, message: `${JSON.stringify(at.text)} is not an ARN`, allowed: 'arn:aws:iam::…' };
    }
  }
}

function* role({ place, managed }: NodeGroup): Generator<Problem> {
  const iam = place.at('iam');
  const profile = iam.at('instanceProfileARN');
  if (managed && !profile.isEmpty) {
    yield {
      at: profile,
      message: 'a managed node group has a role, not an instance profile',
      fix: 'use instanceRoleARN',
    };
    return;
  }
  const given = filled([profile, iam.at('instanceRoleARN')])[0];
  const policies = iam.at('withAddonPolicies');
  const beside = [
    'instanceRoleName',
    'attachPolicy',
    'attachPolicyARNs',
    'instanceRolePermissionsBoundary',
  ].map((key) => iam.at(key));
  const on: Place[] = policies.entries().some(([, policy]) => policy.isOn) ? [policies] : [];
  const other = filled([...beside, ...on])[0];
  if (!given || !other) return;
  yield {
    at: other,
    message: `${keyOf(given)} is used as it is, so ${keyOf(other)} can't be set beside it`,
    fix: 'change that role itself, or leave it out',
  };
}
