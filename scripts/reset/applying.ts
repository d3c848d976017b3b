import type { Kubectl } from '../../aws/kubectl.ts';
import { identityOf, type OutputFile } from '../../output/manifest.ts';
import { readLive } from './live.ts';
import { unproved } from './proof.ts';

/** Files that can be applied, and what stands in the way of others. */
export interface Applying {
  readonly files: readonly OutputFile[];
  readonly left: readonly string[];
}

/** Looks which files can be applied without changing what is not ours. */
export async function applyingOf(
  kubectl: Kubectl,
  applied: readonly OutputFile[],
): Promise<Applying> {
  const live = await readLive(
    kubectl,
    applied.flatMap(({ objects }) => objects),
  );
  const files: OutputFile[] = [];
  const left: string[] = [];
  for (const file of applied) {
    const others = file.objects.flatMap((wanted) => {
      const found = live.get(identityOf(wanted));
      const why = found && unproved(found, wanted);
      return why === undefined ? [] : [`${identityOf(wanted)}: ${why}`];
    });
    if (others.length === 0) files.push(file);
    else left.push(`not applied: ${file.path}, because it would change ${others.join('; ')}`);
  }
  return { files, left };
}
