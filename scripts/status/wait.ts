import type { Aws } from '../../aws/clients.ts';
import type { Target } from '../shared/target.ts';
import { waitFor } from '../../aws/wait.ts';
import { readStatus } from './read.ts';
import { inShort, isReady, willNotCome } from '../../aws/addons/status.ts';

/** Waits until everything of a cluster is ACTIVE, or waiting is of no use. */
export async function waitUntilReady(aws: Aws, target: Target, longestMs: number): Promise<void> {
  await waitFor({
    what: `${target.name} to be ACTIVE`,
    ask: () => readStatus(aws, target, { newer: false }),
    isThere: (status) => isReady(status) || willNotCome(status),
    words: inShort,
    longestMs,
    fix: `see what it is about: npm run status -- --cluster ${target.name}`,
  });
}
