import type { Aws } from '../../aws/clients.ts';
import type { Target } from '../shared/target.ts';
import { waitFor } from '../../aws/wait.ts';
import { readStatus } from './read.ts';
import {
  type ClusterStatus,
  inShort,
  isReady,
  nodesAreComing,
  willNotCome,
} from '../../aws/addons/status.ts';

// So long EKS may go on calling an addon DEGRADED that has got its nodes.
const SETTLING_MS = 5 * 60_000;

/** Waits until everything of a cluster is ACTIVE, or waiting is of no use. */
export async function waitUntilReady(aws: Aws, target: Target, longestMs: number): Promise<void> {
  const goesOn = patience();
  await waitFor({
    what: `${target.name} to be ACTIVE`,
    ask: () => readStatus(aws, target, { extras: false }),
    isThere: (status) => isReady(status) || !goesOn(status, Date.now()),
    words: inShort,
    longestMs,
    fix: `see what it is about: npm run status -- --cluster ${target.name}`,
  });
}

/** Says at each look whether another is of use. */
export function patience(): (status: ClusterStatus, now: number) => boolean {
  let nodesCame: number | undefined;
  return (status, now) => {
    // Those that are there at the first look may have come a moment before.
    if (nodesAreComing(status)) nodesCame = now;
    else if (status.nodeGroups.some(({ desired }) => desired > 0)) nodesCame ??= now;
    const nodesAreNew = nodesCame !== undefined && now - nodesCame < SETTLING_MS;
    return !willNotCome(status, nodesAreNew);
  };
}
