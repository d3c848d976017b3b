import { quote } from '../../../terminal/shell.ts';
import { ACCOUNTS, accountOf, ASSOCIATIONS, keepAccount, restartPods } from './account-pods.ts';
import {
  awsFlags,
  type Context,
  clusterFlags,
  type Fields,
  findItem,
  hasItem,
  itemOf,
  listAt,
  namesIn,
  pick,
} from './context.ts';
import { makeItem, withPart } from './part.ts';
import { tagMoves } from './tags.ts';
import { type Move, nothing, run, type Taken } from './taken.ts';

/** A pod identity association that is new. */
export function createAssociation(context: Context): Taken {
  const isFirst = listAt(context.before, ASSOCIATIONS).length === 0;
  const names = isFirst ? namesIn(context.after, ASSOCIATIONS) : [itemOf(context)];
  const roles = names.length === 1 ? 'the role' : 'the roles';
  return run(create(context, `${roles} for the pods of ${names.join(', ')}`));
}

/** A pod identity association that is gone; its role stays until pods have that of their ServiceAccount instead. */
export function deleteAssociation(context: Context): Taken {
  const item = itemOf(context);
  if (!hasItem(context.after, ACCOUNTS, item)) {
    return run(remove(context, `the pods of ${item} lose their role`));
  }
  const account = accountOf(context);
  const ofEksctl = [
    keepAccount(account, `without this label, eksctl does not delete the ServiceAccount ${item}`),
    remove(context, `deletes the earlier role of ${item}; the ServiceAccount stays`),
  ];
  const id = `$(aws eks list-pod-identity-associations ${awsFlags(context)} ${accountFlags(context, '--service-account')} --query 'associations[0].associationId' --output text)`;
  const { roleARN } = findItem(context.before, ASSOCIATIONS, item);
  return run(
    {
      command: `aws eks delete-pod-identity-association ${awsFlags(context)} --association-id "${id}"`,
      why: `as long as it is there, the pods of ${item} get its role, and not that of the ServiceAccount`,
    },
    restartPods(account),
    ...(roleARN === undefined ? ofEksctl : []),
  );
}

/** What the role of an association may do, or which role it is. */
export function updateAssociation(context: Context): Taken {
  const item = itemOf(context);
  const had = findItem(context.before, ASSOCIATIONS, item);
  const now = findItem(context.after, ASSOCIATIONS, item);
  // eksctl changes no role of its own into another one, and takes back no setting that is left out.
  const isLeftOut = context.change.after === undefined && !isBelowPolicy(context);
  if (!had.roleARN !== !now.roleARN || isLeftOut) return replaceAssociation(context);
  const taken = now.roleARN === undefined ? now : pick(now, ofGivenRole);
  const keys = { iam: { podIdentityAssociations: [taken] } };
  return run({
    ...withPart(context, nameFor(item), keys, 'update podidentityassociation'),
    why: `the role of the pods of ${item}`,
  });
}

// All that eksctl takes for a role that it did not make.
const ofGivenRole = [
  'namespace',
  'serviceAccountName',
  'roleARN',
  'targetRoleARN',
  'disableSessionTags',
  'policy',
];

function isBelowPolicy({ change }: Context): boolean {
  return ['permissionPolicy', 'permissionPolicyARNs', 'wellKnownPolicies'].some((key) =>
    change.path.includes(key),
  );
}

/** What an association keeps from its creation. */
export function replaceAssociation(context: Context): Taken {
  const item = itemOf(context);
  return run(
    remove(context, `eksctl cannot change this, so the role of ${item} is created again`),
    create(context, 'as in the file'),
  );
}

/** The ServiceAccount itself, which eksctl makes together with the association alone. */
export function createAccount(context: Context): Taken {
  if (context.change.after !== true) return nothing('the ServiceAccount stays');
  const { namespace, serviceAccountName } = findItem(context.after, ASSOCIATIONS, itemOf(context));
  return run({
    command: `kubectl create serviceaccount ${quote(String(serviceAccountName))} --namespace ${quote(String(namespace))}`,
    why: 'the ServiceAccount; eksctl makes it only together with its role',
  });
}

/** A tag of an association. */
export function tagAssociation(context: Context): Taken {
  const arn = `$(aws eks list-pod-identity-associations ${awsFlags(context)} ${accountFlags(context, '--service-account')} --query 'associations[0].associationArn' --output text)`;
  return run(...tagMoves(context, arn, `the pod identity association of ${itemOf(context)}`));
}

function remove(context: Context, why: string): Move {
  return {
    command: `eksctl delete podidentityassociation ${clusterFlags(context)} ${accountFlags(context, '--service-account-name')}`,
    why,
  };
}

function create(context: Context, why: string): Move {
  const name = nameFor(itemOf(context));
  return { ...makeItem(context, ASSOCIATIONS, name, 'create podidentityassociation'), why };
}

function accountFlags(context: Context, flag: string): string {
  const item = itemOf(context);
  const { namespace, serviceAccountName } = {
    ...findItem(context.before, ASSOCIATIONS, item),
    ...findItem(context.after, ASSOCIATIONS, item),
  } as Fields;
  return `--namespace ${quote(String(namespace))} ${flag} ${quote(String(serviceAccountName))}`;
}

function nameFor(item: string): string {
  return `pod-identity-${item}`;
}
