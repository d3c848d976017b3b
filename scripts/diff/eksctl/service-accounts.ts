import { serviceAccountStackName } from '../../../eksctl/stack-names.ts';
import { quote } from '../../../terminal/shell.ts';
import { type Context, clusterFlags, type Fields, findItem, itemOf, listAt } from './context.ts';
import { withPart } from './part.ts';
import { type Move, nothing, run, type Taken } from './taken.ts';

const ACCOUNTS = 'iam.serviceAccounts';

/** A ServiceAccount with a role that is new. */
export function createServiceAccount(context: Context): Taken {
  return run(create(context, `the role and the ServiceAccount ${fullName(context)}`));
}

/** A ServiceAccount with a role that is gone. */
export function deleteServiceAccount(context: Context): Taken {
  return run(remove(context, `deletes the role and the ServiceAccount ${fullName(context)}`));
}

/** Other policies on a ServiceAccount's role. */
export function updateServiceAccount(context: Context): Taken {
  return run({
    ...call(context, 'update iamserviceaccount'),
    why: `what the role of ${fullName(context)} may do`,
  });
}

/** What a role keeps from its creation: its name, or a role that was brought. */
export function replaceServiceAccount(context: Context): Taken {
  return run(
    remove(
      context,
      `you cannot change this, so the role and the ServiceAccount ${fullName(context)} are created again`,
      ' --wait',
    ),
    create(context, 'as in the file'),
  );
}

/** A label or an annotation of the ServiceAccount itself, which eksctl writes at creation alone. */
export function markServiceAccount(context: Context): Taken {
  const { path, after } = context.change;
  const [kind, key = ''] = path.slice(path.indexOf('metadata') + 1);
  if (key === '') return nothing('it is the same');
  const [namespace, name] = partsOf(context);
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
  const [namespace, name] = partsOf(context);
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
  const [namespace, name] = partsOf(context);
  return {
    command: `eksctl delete iamserviceaccount ${clusterFlags(context)} --namespace ${quote(namespace)} --name ${quote(name)}${more}`,
    why,
  };
}

function create(context: Context, why: string): Move {
  return { ...call(context, 'create iamserviceaccount'), why };
}

// Where a file leaves the namespace out, eksctl first knows the account as /NAME, and later as default/NAME.
function call(context: Context, verb: string): Omit<Move, 'why'> {
  const [namespace, name] = partsOf(context);
  const include = namespace === 'default' ? `*/${name}` : `${namespace}/${name}`;
  const others = listAt(context.after, ACCOUNTS).filter(
    ({ metadata }) => (metadata as Fields).name === name,
  );
  if (namespace === 'default' && others.length > 1) {
    const account = findItem(context.after, ACCOUNTS, itemOf(context));
    const metadata = { namespace, ...(account.metadata as Fields) };
    const iam = { withOIDC: true, serviceAccounts: [{ ...account, metadata }] };
    return withPart(context, `service-account-${namespace}-${name}`, { iam }, verb, '--approve');
  }
  return {
    command: `eksctl ${verb} -f ${quote(context.file)} --include ${quote(include)} --approve`,
  };
}

function fullName(context: Context): string {
  return partsOf(context).join('/');
}

function partsOf(context: Context): [string, string] {
  const [first = '', second] = itemOf(context).split('/');
  return second === undefined ? ['default', first] : [first, second];
}
