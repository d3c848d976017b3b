import { isDeepStrictEqual } from 'node:util';
import { quote } from '../../../terminal/shell.ts';
import { type Context, clusterFlags, type Fields, listAt } from './context.ts';
import { type Move, run, type Taken } from './taken.ts';

const MAPPINGS = 'iamIdentityMappings';

/**
 * Entries of the ConfigMap aws-auth. They have no names, so all are looked at together. Of two with one ARN the last
 * counts, and eksctl removes the first: who is in it is never left without access.
 */
export function identityMappings(context: Context): Taken {
  const old = listAt(context.before, MAPPINGS);
  const now = listAt(context.after, MAPPINGS);
  const added = now.filter((mapping) => !old.some((other) => isDeepStrictEqual(other, mapping)));
  const gone = old.filter((mapping) => !now.some((other) => isDeepStrictEqual(other, mapping)));
  const changed = gone.filter(({ arn }) => arn && added.some((other) => other.arn === arn));
  return run(
    ...added.map((mapping) => create(context, mapping)),
    ...changed.map((mapping) => remove(context, mapping, 'the earlier entry of')),
    ...gone
      .filter((mapping) => !changed.includes(mapping))
      .map((mapping): Move => ({
        ...remove(context, mapping, 'removes the entry of'),
        phase: 'old access',
      })),
  );
}

function create(context: Context, mapping: Fields): Move {
  const { arn, account, username, groups, serviceName, namespace, noDuplicateARNs } = mapping;
  const flag = (name: string, value: unknown) =>
    value === undefined ? '' : ` --${name} ${quote(String(value))}`;
  const inGroups = ((groups ?? []) as string[]).map((group) => flag('group', group)).join('');
  const flags = [
    flag('arn', arn),
    flag('account', account),
    flag('username', username),
    inGroups,
    flag('service-name', serviceName),
    flag('namespace', namespace),
    noDuplicateARNs === true ? ' --no-duplicate-arns' : '',
  ].join('');
  return {
    command: `eksctl create iamidentitymapping ${clusterFlags(context)}${flags}`,
    why: `lets ${nameOf(mapping)} in by the ConfigMap aws-auth`,
  };
}

function remove(context: Context, mapping: Fields, why: string): Move {
  const { arn, account, namespace, serviceName } = mapping;
  const says = `${why} ${nameOf(mapping)} in the ConfigMap aws-auth`;
  if (serviceName !== undefined) {
    return {
      command: `kubectl delete role,rolebinding ${quote(String(serviceName))} --namespace ${quote(String(namespace))}`,
      why: `takes the rights of ${String(serviceName)} in ${String(namespace)} away; eksctl has no command for it`,
    };
  }
  const whom = account === undefined ? `--arn ${quote(String(arn))}` : accountFlag(account);
  return {
    command: `eksctl delete iamidentitymapping ${clusterFlags(context)} ${whom}`,
    why: says,
  };
}

function accountFlag(account: unknown): string {
  return `--account ${quote(String(account))}`;
}

function nameOf({ arn, account, serviceName }: Fields): string {
  return String(arn ?? account ?? serviceName);
}
