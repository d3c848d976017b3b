import { join } from 'node:path';
import { clusterFiles, type LoadedCluster } from '../config/load.ts';
import { isFresh } from '../output/tree.ts';
import type { Outcome } from './share.ts';

// Fewer clusters are made sooner than looked up.
const FEWEST = 8;

/** The clusters that need not be made: their files say what they said, and their folders hold what they should. */
export interface Remembered {
  /** Whether anything is remembered at all. */
  readonly isOn: boolean;
  /** Takes a cluster's outcome from what is remembered, if its folder is as it should be; says whether it did. */
  takeIfFresh(name: string, text: string): boolean;
  /** All outcomes in the files' order, those of fresh folders included; what was made is remembered. */
  with(loaded: readonly LoadedCluster[], made: readonly Outcome[]): readonly Outcome[];
}

/** What is remembered of the clusters of a folder. */
export async function rememberedIn(out: string, clusters: string): Promise<Remembered> {
  if (clusterFiles(clusters).length < FEWEST) return nothing;
  const { compareKnown, KnownClusters } = await import('./known.ts');
  const known = KnownClusters.read();
  if (!known) return nothing;
  const fresh: Outcome[] = [];
  return {
    isOn: true,
    takeIfFresh: (name, text) => {
      const before = known.of(name, text);
      const difference = before && compareKnown(join(out, name), before);
      if (!before || !difference || !isFresh(difference)) return false;
      const { objects, notes, digests } = before;
      fresh.push({ name, objects, notes, files: Object.keys(digests).length, difference });
      return true;
    },
    with: (loaded, made) => {
      made.forEach(({ name, known: result }, index) => {
        const source = loaded[index]?.source;
        if (result && source) known.add(name, source, result);
      });
      known.write();
      const fileOf = ({ name }: Outcome) => `${name}.yaml`;
      return [...fresh, ...made].sort((a, b) => (fileOf(a) < fileOf(b) ? -1 : 1));
    },
  };
}

const nothing: Remembered = {
  isOn: false,
  takeIfFresh: () => false,
  with: (_loaded, made) => made,
};
