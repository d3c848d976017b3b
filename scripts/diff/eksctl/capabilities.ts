import { quote } from '../../../terminal/shell.ts';
import { awsFlags, type Context, clusterFlags, findItem, itemOf } from './context.ts';
import { itemAlone, makeItem, withPart } from './part.ts';
import { tagMoves } from './tags.ts';
import { type Move, nothing, run, type Taken } from './taken.ts';

const CAPABILITIES = 'capabilities';

/** A capability that is new. */
export function createCapability(context: Context): Taken {
  return run(create(context, `the capability ${itemOf(context)}`));
}

/** A capability that is gone. */
export function deleteCapability(context: Context): Taken {
  const { deletePropagationPolicy = 'RETAIN' } = findItem(
    context.before,
    CAPABILITIES,
    itemOf(context),
  );
  const kept = deletePropagationPolicy === 'RETAIN' ? '; what it made stays' : '';
  return run(remove(context, `deletes the capability ${itemOf(context)} with its role${kept}`));
}

/** Settings of a capability that EKS changes in place. */
export function updateCapability(context: Context): Taken {
  if (context.change.after === undefined) {
    return nothing('the file no longer says it, and the capability keeps it');
  }
  const name = itemOf(context);
  const keys = itemAlone(context, CAPABILITIES);
  return run({
    ...withPart(context, `capability-${name}`, keys, 'update capability'),
    why: `the settings of the capability ${name}`,
  });
}

/** Who may do what in Argo CD; eksctl adds and changes, and takes nothing away. */
export function updateMappings(context: Context): Taken {
  return context.change.after === undefined
    ? replaceCapability(context)
    : updateCapability(context);
}

/** What a capability keeps from its creation. */
export function replaceCapability(context: Context): Taken {
  const name = itemOf(context);
  return run(
    remove(context, `eksctl cannot change this, so the capability ${name} is created again`),
    create(context, 'as in the file'),
  );
}

function remove(context: Context, why: string): Move {
  return {
    command: `eksctl delete capability ${clusterFlags(context)} --name ${quote(itemOf(context))}`,
    why,
  };
}

function create(context: Context, why: string): Move {
  const name = `capability-${itemOf(context)}`;
  return { ...makeItem(context, CAPABILITIES, name, 'create capability'), why };
}

/** A tag of a capability. */
export function tagCapability(context: Context): Taken {
  const name = itemOf(context);
  const arn = `$(aws eks describe-capability ${awsFlags(context)} --capability-name ${quote(name)} --query capability.arn --output text)`;
  return run(...tagMoves(context, arn, `the capability ${name}`));
}
