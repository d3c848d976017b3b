import { isDeepStrictEqual } from 'node:util';
import { at, type Configs, type Fields } from './context.ts';

/** From where the Kubernetes API is reached. */
export interface Reach {
  readonly isPrivate: boolean;
  readonly isPublic: boolean;
  /** The addresses that reach it where it is public. */
  readonly from: readonly string[];
}

/** What a plan does to the reach of the Kubernetes API. */
export interface ReachChange {
  /** All that reaches the API before or after. */
  readonly both: Reach;
  /** Whether the files name other addresses, and more of them reach it. */
  readonly isFromMore: boolean;
  readonly isOpened: boolean;
  readonly isNarrowed: boolean;
}

const FROM = 'vpc.publicAccessCIDRs';

/** Every address of IPv4. */
export const EVERYWHERE = '0.0.0.0/0';

/** Whether more reaches the Kubernetes API from now on, or something no longer does. */
export function reachChange({ before, after }: Configs): ReachChange {
  const [old, now] = [reachOf(before), reachOf(after)];
  const both: Reach = {
    isPrivate: old.isPrivate || now.isPrivate,
    isPublic: old.isPublic || now.isPublic,
    from: together([...old.from, ...now.from]),
  };
  const differs = (reach: Reach) => !isDeepStrictEqual(reach, both);
  return {
    both,
    isFromMore:
      !isDeepStrictEqual(at(before, FROM), at(after, FROM)) &&
      !isDeepStrictEqual(old.from, both.from),
    isOpened: differs(old),
    isNarrowed: differs(now),
  };
}

/** Whether nothing else changes, so that nothing else needs to reach the API meanwhile. */
export function isReachAlone({ before, after }: Configs): boolean {
  const [old, now] = [before, after].map(({ vpc, ...rest }) => {
    const { clusterEndpoints: _, publicAccessCIDRs: __, ...network } = (vpc ?? {}) as Fields;
    return { ...rest, network };
  });
  return isDeepStrictEqual(old, now);
}

function reachOf(config: Fields): Reach {
  const isPublic = at(config, 'vpc.clusterEndpoints.publicAccess') !== false;
  const from = (at(config, FROM) ?? [EVERYWHERE]) as readonly string[];
  return {
    isPrivate: at(config, 'vpc.clusterEndpoints.privateAccess') === true,
    isPublic,
    from: isPublic ? together(from) : [],
  };
}

function together(ranges: readonly string[]): string[] {
  const isEverywhere = ranges.includes(EVERYWHERE);
  const needed = ranges.filter((range) => range === EVERYWHERE || !isEverywhere || isIpv6(range));
  return [...new Set(needed)].sort();
}

function isIpv6(range: string): boolean {
  return range.includes(':');
}
