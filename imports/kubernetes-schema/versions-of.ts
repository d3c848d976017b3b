import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { kindsOf } from './kinds.ts';
import type { Kind } from './kinds.ts';

/** A kind by its identity. */
export type KindId = Pick<Kind, 'apiVersion' | 'kind'>;

/** Every version of every group in which a minor serves a kind of this name, most stable first. */
export const versionsOf = (minor: KubernetesVersion, kind: string): KindId[] =>
  kindsOf(minor)
    .filter((each) => each.kind === kind)
    .map(({ apiVersion }) => ({ apiVersion, kind }))
    .sort((a, b) => stability(b.apiVersion) - stability(a.apiVersion));

/** `apps` of `apps/v1`; empty for the core group. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));

/** A number that is higher for `v2` than for `v1`, for `v1` than for `v1beta2`, for beta than alpha. */
function stability(apiVersion: string): number {
  const [, major = 0, stage, number = 0] =
    /(?:^|\/)v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion) ?? [];
  const rank = stage === undefined ? 2 : stage === 'beta' ? 1 : 0;
  return rank * 10_000 + Number(major) * 100 + Number(number);
}
