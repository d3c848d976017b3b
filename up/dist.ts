import { join } from 'node:path';
import { runChecks } from '../checks/run.ts';
import type { LoadedCluster } from '../config/load.ts';
import { compare, isFresh } from '../output/tree.ts';
import { recoverFolders } from '../output/write-folder.ts';
import type { Step } from '../plan/plan.ts';
import { writeFolders } from '../scripts/synth.ts';
import { rendered } from '../synth/rendered.ts';
import { madeShare } from '../synth/share.ts';
import { synthesize, type Synthesized } from '../synthesize.ts';

/** A cluster's output, checked; throws what is wrong with it. */
export function checked(loaded: LoadedCluster): Synthesized {
  const output = synthesize(loaded.config);
  runChecks([output], [loaded]);
  return output;
}

/** Writes a cluster's folder, where it is not fresh. */
export function distStep(output: Synthesized, dist: string): Step | undefined {
  const made = rendered(output);
  const { name } = made;
  if (isFresh(compare(join(dist, name), made.tree))) return undefined;
  return {
    what: `Write ${dist}/${name}, which is not what clusters/${name}.yaml makes`,
    commands: [`npm run synth -- --cluster ${name}`],
    run: async () => {
      recoverFolders(dist);
      await writeFolders(dist, madeShare([made]), []);
    },
  };
}
