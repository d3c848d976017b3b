import { type Context, clusterFlags, hasItem, namesIn } from './context.ts';
import { type Move, newCluster, nothing, run, type Taken } from './taken.ts';

const CONFIG_MAP = 'CONFIG_MAP';
const BOTH = 'API_AND_CONFIG_MAP';
const API = 'API';
const order = [CONFIG_MAP, BOTH, API];

/** The way by which principals get in, which only ever goes from the ConfigMap to entries. */
export function authenticationMode(context: Context): Taken {
  const { before = BOTH, after } = context.change;
  if (after === undefined) return nothing('the file no longer says it, and the cluster keeps it');
  const from = order.indexOf(String(before));
  const to = order.indexOf(String(after));
  if (from < 0 || to <= from) {
    return newCluster('EKS goes from the ConfigMap to access entries, and never back');
  }
  return run(
    ...(from === order.indexOf(CONFIG_MAP)
      ? [update(context, BOTH, 'access entries let principals in too; you cannot undo this')]
      : []),
    ...(after === API ? onlyEntries(context) : []),
  );
}

// Who is only in the ConfigMap is out then, so this comes after everything that needs access.
function onlyEntries(context: Context): Move[] {
  const nodes = nodesInConfigMap(context);
  const entries: Move = {
    command: `eksctl utils migrate-to-access-entry ${clusterFlags(context)} --target-authentication-mode ${BOTH} --approve`,
    why: `access entries for all in aws-auth that have none, because it may be all that lets the nodes of ${nodes.join(' and ')} in`,
  };
  const mode = update(
    context,
    API,
    'only access entries let principals in: who is only in aws-auth is locked out, and you cannot undo this',
  );
  return [...(nodes.length > 0 ? [entries] : []), mode].map((move) => ({
    ...move,
    phase: 'only entries',
  }));
}

// EKS makes the entries of nodes that it manages, and eksctl those of groups that it makes while entries count.
function nodesInConfigMap({ before, after, leaving }: Context): string[] {
  const kind = 'nodeGroups';
  return namesIn(before, kind).filter(
    (name) => hasItem(after, kind, name) && !leaving.has(`${kind} ${name}`),
  );
}

function update(context: Context, mode: string, why: string): Move {
  return {
    command: `eksctl utils update-authentication-mode ${clusterFlags(context)} --authentication-mode ${mode}`,
    why,
    update: { goesOn: false },
  };
}
