import { quote } from '../../../terminal/shell.ts';
import { type Context, clusterFlags, itemOf, listAt } from './context.ts';
import { makeItem } from './part.ts';
import { type Move, noCommand, run, type Taken } from './taken.ts';

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

/** Whether the creator of a cluster is its admin is asked once, when it is created, and no file says who that is. */
export function creatorIsAdmin({ change }: Context): Taken {
  const why = 'EKS asks this only when it makes a cluster';
  return noCommand(
    change.after === false
      ? `${why}: find the creator's entry with aws eks list-access-entries, and delete it as another admin`
      : `${why}: add the creator to accessConfig.accessEntries, with AmazonEKSClusterAdminPolicy`,
  );
}
