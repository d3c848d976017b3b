import { isDeepStrictEqual } from 'node:util';
import { at, type Context, type Fields, findItem, itemOf } from './context.ts';
import { kinds } from './node-groups.ts';
import { newCluster, nothing, type Taken } from './taken.ts';

/** A subnet that is there already and that a file begins to name, or no longer names; eksctl makes others only once. */
export function subnets({ before, after, change }: Context): Taken {
  const place = change.path.slice(0, 4).join('.');
  const [old, now] = [before, after].map((config) => at(config, `${place}.id`));
  const [oldIds, newIds] = [before, after].map((config) =>
    namedSubnets(config).map(([, id]) => id),
  );
  if (at(before, place) === undefined && now !== undefined) {
    return nothing(
      oldIds?.includes(now)
        ? 'it is the same subnet under another name'
        : 'node groups may be in this subnet from now on; the control plane keeps its own',
    );
  }
  if (at(after, place) === undefined && old !== undefined) {
    return nothing(
      newIds?.includes(old)
        ? 'it is the same subnet under another name'
        : 'the subnet stays as it is, and new node groups are not in it',
    );
  }
  return newCluster('eksctl makes the network only when it makes the cluster');
}

/** Whether a node group names the subnets that it is in otherwise. */
export function isSameSubnets({
  change,
  before,
  after,
}: Pick<Context, 'change' | 'before' | 'after'>): boolean {
  const [list = '', , key] = change.path;
  if (key !== 'subnets' || !kinds.some((kind) => kind === list)) return false;
  const [old, now] = [before, after].map((config) => {
    const ids = new Map(namedSubnets(config));
    const { subnets = [] } = findItem(config, list, itemOf({ change }));
    return (subnets as readonly string[]).map((name) => String(ids.get(name) ?? name)).sort();
  });
  return isDeepStrictEqual(old, now);
}

// A private and a public one may have the same name.
function namedSubnets(config: Fields): (readonly [name: string, id: unknown])[] {
  const lists = Object.values((at(config, 'vpc.subnets') ?? {}) as Fields) as Fields[];
  return lists.flatMap((list) =>
    Object.entries(list).map(([name, subnet]) => [name, at(subnet as Fields, 'id')] as const),
  );
}
