import { type KubernetesVersion, minorNumber } from '../../tables/kubernetes.ts';
import { groupOf, versionsOf } from './versions-of.ts';
import type { KindId } from './versions-of.ts';
import { lifecycleTable } from './table.ts';

/** What to know of a kind that an API server warns of, or no longer serves. */
export interface Lifecycle {
  readonly status: 'deprecated' | 'removed';
  /** The minor from which the API server warns: `1.21`. */
  readonly deprecatedIn?: string;
  /** The first minor without the kind; for a deprecated one, when it is announced to go. */
  readonly removedIn?: string;
  /** What to write instead, which the minor serves. */
  readonly replacement?: KindId;
}

/** Whether a kind is deprecated or removed in a minor; undefined when it is neither. */
export function removedOrDeprecated(
  apiVersion: string,
  kind: string,
  minor: KubernetesVersion,
): Lifecycle | undefined {
  const status = statusOf({ apiVersion, kind }, minor);
  if (!status) return undefined;
  const { deprecatedIn, removedIn } = rowOf({ apiVersion, kind });
  const replacement = successor({ apiVersion, kind }, minor);
  return {
    status,
    ...(deprecatedIn && { deprecatedIn: `1.${deprecatedIn}` }),
    ...(removedIn && { removedIn: `1.${removedIn}` }),
    ...(replacement && { replacement }),
  };
}

const rowOf = ({ apiVersion, kind }: KindId) => lifecycleTable().get(`${apiVersion} ${kind}`) ?? {};

function statusOf(id: KindId, minor: KubernetesVersion): Lifecycle['status'] | undefined {
  const { deprecatedIn = Infinity, removedIn = Infinity } = rowOf(id);
  if (minorNumber(minor) >= removedIn) return 'removed';
  return minorNumber(minor) >= deprecatedIn ? 'deprecated' : undefined;
}

/** The kind that its tag names, or the kind itself, in the most stable version that is served. */
function successor(id: KindId, minor: KubernetesVersion): KindId | undefined {
  const [apiVersion = id.apiVersion, kind = id.kind] = rowOf(id).replacement?.split(' ') ?? [];
  const [best] = versionsOf(minor, kind).filter(
    (each) => groupOf(each.apiVersion) === groupOf(apiVersion),
  );
  return best?.apiVersion === id.apiVersion && best.kind === id.kind ? undefined : best;
}
