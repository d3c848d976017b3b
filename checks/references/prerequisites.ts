import type { Prerequisite } from '../../output/manifest.ts';
import type { Subject } from '../check.ts';

/** Everything that a person creates by a command of their own: for the cluster, or for one of its exercises. */
export function prerequisitesOf({ prerequisites, files }: Subject): Prerequisite[] {
  return [...prerequisites, ...files.flatMap((file) => file.prerequisites ?? [])];
}
