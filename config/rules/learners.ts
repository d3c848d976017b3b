import { exerciseNamespace } from '../learners/names.ts';
import type { ClusterConfig } from '../schema.ts';
import type { ConfigRule, Violation } from './rule.ts';

/** Every learner once, each with a principal and a namespace that nobody else has. */
export const learners: ConfigRule = (config) =>
  config.learners.flatMap(({ name, principal }, index) => [
    ...nameOf(config, name, index),
    ...principalOf(config, principal, index),
  ]);

function nameOf({ learners: all, owner, jenkins }: ClusterConfig, name: string, index: number) {
  const path = ['learners', index, 'name'];
  const violations: Violation[] = [];
  if (all.findIndex((other) => other.name === name) < index) {
    violations.push({ path, message: 'is in the list already' });
  }
  if (name === owner && jenkins.enabled) {
    violations.push({
      path,
      reads: [['owner'], ['jenkins', 'enabled']],
      message: `is the owner, whose own Jenkins has the namespace ${exerciseNamespace(name)}`,
      fix: 'give one of the two another name, or write jenkins: { enabled: false }',
    });
  }
  return violations;
}

function principalOf(
  { learners: all, access, roles }: ClusterConfig,
  principal: string,
  index: number,
): Violation[] {
  const path = ['learners', index, 'principal'];
  const first = all.findIndex((other) => other.principal === principal);
  const twin = first < index ? all[first] : undefined;
  if (twin) {
    const message = `is ${twin.name}'s too, and EKS takes one access entry for each principal`;
    return [{ path, message }];
  }
  if (access.admins.includes(principal)) {
    return [
      {
        path,
        reads: [['access', 'admins']],
        message: 'is in access.admins too, and EKS takes one access entry for each principal',
        fix: 'leave it there, where it may do everything, or here, where it may do the exercises',
      },
    ];
  }
  return (['cluster', 'node'] as const).flatMap((role) =>
    roles[role] === principal
      ? [
          {
            path,
            reads: [['roles', role]],
            message: `is roles.${role}, the role of ${role === 'node' ? 'the nodes' : 'EKS itself'}`,
            fix: "name the learner's own user or role",
          },
        ]
      : [],
  );
}
