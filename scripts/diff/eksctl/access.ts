import { quote } from '../../../terminal/shell.ts';
import { awsFlags, type Context, clusterFlags, itemOf, listAt } from './context.ts';
import { makeItem } from './part.ts';
import { type Move, newCluster, nothing, run, type Taken } from './taken.ts';

const ENTRIES = 'accessConfig.accessEntries';

/** An access entry that is new. */
export function newEntry(context: Context): Taken {
  return run(create(context));
}

/** An access entry that is gone. */
export function goneEntry(context: Context): Taken {
  return run(remove(context, 'removes the access'));
}

/** An access entry that gives other rights than before: it can only be made anew. */
export function otherEntry(context: Context): Taken {
  return run(
    remove(context, 'eksctl cannot change an access entry, so this one is created again'),
    create(context),
  );
}

function remove(context: Context, why: string): Move {
  const principal = itemOf(context);
  return {
    command: `eksctl delete accessentry ${clusterFlags(context)} --principal-arn ${quote(principal)}`,
    why: `${why}: ${principal}`,
  };
}

function create(context: Context): Move {
  const principal = itemOf(context);
  const isFirst = listAt(context.before, ENTRIES).length === 0;
  return {
    ...makeItem(context, ENTRIES, `access-${principal.split('/').at(-1)}`, 'create accessentry'),
    why: `access for ${isFirst ? 'the principals of the file' : principal}`,
  };
}

/** Whether the creator of a cluster is its admin is asked once, when it is created. */
export function creatorIsAdmin(context: Context): Taken {
  const principal = '"$(aws sts get-caller-identity --query Arn --output text)"';
  if (context.change.after === false) {
    return run({
      command: `aws eks delete-access-entry ${awsFlags(context)} --principal-arn ${principal}`,
      why: 'EKS asks this only at creation; later, another admin must remove the creator’s entry by hand, with the creator’s ARN',
      phase: 'old access',
    });
  }
  return run({
    command: `aws eks create-access-entry ${awsFlags(context)} --principal-arn ${principal}`,
    why: 'EKS asks this only at creation; later, the creator gets an entry like everybody else (add the principal to the access entries)',
  });
}

/** The way by which principals get in, which only ever goes from the ConfigMap to entries. */
export function authenticationMode(context: Context): Taken {
  const order = ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API'];
  const { before = 'API_AND_CONFIG_MAP', after } = context.change;
  if (after === undefined) return nothing('the file no longer says it, and the cluster keeps it');
  const from = order.indexOf(String(before));
  const to = order.indexOf(String(after));
  if (from < 0 || to <= from) {
    return newCluster('EKS goes from the ConfigMap to access entries, and never back');
  }
  return run(
    ...order.slice(from + 1, to + 1).map((mode) => ({
      command: `eksctl utils update-authentication-mode ${clusterFlags(context)} --authentication-mode ${mode}`,
      why: `lets principals in by ${mode}; you cannot undo this`,
    })),
  );
}
