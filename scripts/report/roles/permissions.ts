import { fields, list } from '../../../checks/values.ts';

/** What an object of the ClusterConfig is allowed: an own policy told by its actions, a ready-made one by its name. */
export function permissions(owner: unknown): string[] {
  const {
    attachPolicy,
    attachPolicyARNs,
    permissionPolicy,
    permissionPolicyARNs,
    wellKnownPolicies,
    withAddonPolicies,
  } = fields(owner);
  const ready = [wellKnownPolicies, withAddonPolicies].flatMap((policies) =>
    Object.entries(fields(policies)).filter(([, isOn]) => isOn === true),
  );
  return [
    ...[attachPolicy, permissionPolicy].flatMap((policy) =>
      list(fields(policy).Statement).map(statementInWords),
    ),
    ...[...list(attachPolicyARNs), ...list(permissionPolicyARNs)].map((arn) => lastOf(String(arn))),
    ...ready.map(([name]) => `eksctl’s policy ${name}`),
  ];
}

/** The same in a few words. */
export function permissionsInShort(owner: unknown): string {
  const { attachPolicy, permissionPolicy } = fields(owner);
  const statements = [attachPolicy, permissionPolicy].flatMap((policy) =>
    list(fields(policy).Statement),
  );
  if (statements.length === 0) return inShort(permissions(owner));
  const count = (some: readonly unknown[]) => some.flatMap(actionsOf).length;
  const bound = statements.filter((one) => conditionsOf(one).length > 0);
  const some = count(bound) > 0 ? `, ${count(bound)} by tag only` : '';
  return `${count(statements)} actions${some}`;
}

/** The first of several, and how many more there are. */
export function inShort(may: readonly string[]): string {
  const [first = 'nothing that is written here', ...others] = may;
  return others.length > 0 ? `${first}, and ${others.length} more` : first;
}

function actionsOf(statement: unknown): string[] {
  const { Action } = fields(statement);
  return typeof Action === 'string' ? [Action] : list(Action).map(String);
}

function conditionsOf(statement: unknown): string[] {
  return Object.values(fields(fields(statement).Condition)).flatMap((test) =>
    Object.keys(fields(test)),
  );
}

function statementInWords(statement: unknown): string {
  const tags = conditionsOf(statement);
  const on = tags.length > 0 ? `, only where ${tags.join(' and ')} fit` : '';
  const denied = fields(statement).Effect === 'Deny' ? 'not ' : '';
  return `${denied}${actionsOf(statement).join(', ')}${on}`;
}

/** The name at the end of an ARN. */
export function lastOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
