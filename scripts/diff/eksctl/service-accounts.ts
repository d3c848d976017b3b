import { serviceAccountStackName } from '../../../eksctl/stack-names.ts';
import { quote } from '../../../terminal/shell.ts';
import { ACCOUNTS, accountOf, ASSOCIATIONS, keepAccount, restartPods } from './account-pods.ts';
import {
  type Context,
  clusterFlags,
  type Fields,
  findItem,
  hasItem,
  itemOf,
  listAt,
} from './context.ts';
import { withPart } from './part.ts';
import { type Move, nothing, run, type Taken } from './taken.ts';

const OVERRIDE = ' --override-existing-serviceaccounts';

/** A ServiceAccount with a role that is new. */
export function createServiceAccount(context: Context): Taken {
  // eksctl passes over ServiceAccounts that are there, and this one gave its pods a role already.
  const isThere = hasItem(context.before, ASSOCIATIONS, fullName(context));
  const why = `the role and the ServiceAccount ${fullName(context)}`;
  return run(create(context, why, isThere ? OVERRIDE : ''));
}

/** A ServiceAccount with a role that is gone; with a pod identity association instead, only the role goes. */
export function deleteServiceAccount(context: Context): Taken {
  if (!hasItem(context.after, ASSOCIATIONS, fullName(context))) {
    return run(remove(context, `deletes the role and the ServiceAccount ${fullName(context)}`));
  }
  const account = accountOf(context);
  const { namespace, name } = account;
  return run(
    keepAccount(account, `without this label, eksctl does not delete ${fullName(context)}`),
    {
      command: `kubectl annotate serviceaccount ${quote(name)} --namespace ${quote(namespace)} eks.amazonaws.com/role-arn-`,
      why: 'the ServiceAccount no longer names its earlier role',
    },
    restartPods(account),
    remove(context, `deletes the earlier role of ${fullName(context)}; the ServiceAccount stays`),
  );
}

/** Other policies on a ServiceAccount's role. */
export function updateServiceAccount(context: Context): Taken {
  return run({
    ...call(context, 'update iamserviceaccount'),
    why: `what the role of ${fullName(context)} may do`,
  });
}

/** What a role keeps from its creation: its name, or a role that was brought. The ServiceAccount stays. */
export function replaceServiceAccount(context: Context): Taken {
  const account = accountOf(context);
  const had = findItem(context.before, ACCOUNTS, itemOf(context));
  const now = findItem(context.after, ACCOUNTS, itemOf(context));
  const name = fullName(context);
  const ofEksctl = [
    ...(had.roleOnly === true
      ? []
      : [keepAccount(account, `without this label, eksctl does not delete ${name}`)]),
    remove(
      context,
      `you cannot change this, so the role of ${name} is created again; its pods have none until they start again`,
      ' --wait',
    ),
  ];
  return run(
    ...(had.attachRoleARN === undefined ? ofEksctl : []),
    create(
      context,
      now.roleOnly === true
        ? 'as in the file; eksctl does not write it into your own ServiceAccount'
        : 'as in the file',
      OVERRIDE,
    ),
    restartPods(account),
  );
}

/** Whose the ServiceAccount is: beside one of your own, eksctl makes the role alone. */
export function accountOwner(context: Context): Taken {
  const { before, after } = context.change;
  if (after === true) {
    return run(
      keepAccount(
        accountOf(context),
        `${fullName(context)} is yours from now on: without this label, eksctl does not delete it`,
      ),
    );
  }
  return before === true ? replaceServiceAccount(context) : nothing('eksctl takes this anyway');
}

/** A label or an annotation of the ServiceAccount itself, which eksctl writes at creation alone. */
export function markServiceAccount(context: Context): Taken {
  const { path, after } = context.change;
  const [kind, key = ''] = path.slice(path.indexOf('metadata') + 1);
  if (key === '') return nothing('it is the same');
  const { namespace, name } = accountOf(context);
  const verb = kind === 'labels' ? 'label' : 'annotate';
  const value = after === undefined ? `${key}-` : `${key}=${String(after)}`;
  return run({
    command: `kubectl ${verb} serviceaccount ${quote(name)} --namespace ${quote(namespace)} --overwrite ${quote(value)}`,
    why: `the ${verb === 'label' ? 'label' : 'annotation'} ${key} of the ServiceAccount; eksctl writes it only at creation`,
  });
}

/** A tag of a ServiceAccount's role: eksctl's update keeps the tags that its stack has. */
export function tagServiceAccount(context: Context): Taken {
  if (findItem(context.after, ACCOUNTS, itemOf(context)).attachRoleARN !== undefined) {
    return nothing('eksctl gives no tags to a role that it did not make');
  }
  const { path, after } = context.change;
  const { namespace, name } = accountOf(context);
  const stack = serviceAccountStackName(context.cluster, { namespace, name });
  const role = `"$(aws cloudformation describe-stack-resource --region ${quote(context.region)} --stack-name ${quote(stack)} --logical-resource-id Role1 --query StackResourceDetail.PhysicalResourceId --output text)"`;
  const key = path.at(-1) ?? '';
  const call =
    after === undefined
      ? `untag-role --role-name ${role} --tag-keys ${quote(key)}`
      : `tag-role --role-name ${role} --tags ${quote(JSON.stringify([{ Key: key, Value: after }]))}`;
  return run({
    command: `aws iam ${call}`,
    why: `the tag ${key} of the role of ${fullName(context)}; eksctl sets tags only at creation`,
  });
}

function remove(context: Context, why: string, more = ''): Move {
  const { namespace, name } = accountOf(context);
  return {
    command: `eksctl delete iamserviceaccount ${clusterFlags(context)} --namespace ${quote(namespace)} --name ${quote(name)}${more}`,
    why,
  };
}

function create(context: Context, why: string, more = ''): Move {
  return { ...call(context, 'create iamserviceaccount', more), why };
}

// Where a file leaves the namespace out, eksctl first knows the account as /NAME, and later as default/NAME.
function call(context: Context, verb: string, more = ''): Omit<Move, 'why'> {
  const { namespace, name } = accountOf(context);
  const include = namespace === 'default' ? `*/${name}` : `${namespace}/${name}`;
  const others = listAt(context.after, ACCOUNTS).filter(
    ({ metadata }) => (metadata as Fields).name === name,
  );
  if (namespace === 'default' && others.length > 1) {
    const account = findItem(context.after, ACCOUNTS, itemOf(context));
    const metadata = { namespace, ...(account.metadata as Fields) };
    const iam = { withOIDC: true, serviceAccounts: [{ ...account, metadata }] };
    return withPart(
      context,
      `service-account-${namespace}-${name}`,
      { iam },
      verb,
      `--approve${more}`,
    );
  }
  return {
    command: `eksctl ${verb} -f ${quote(context.file)} --include ${quote(include)} --approve${more}`,
  };
}

function fullName(context: Context): string {
  const { namespace, name } = accountOf(context);
  return `${namespace}/${name}`;
}
