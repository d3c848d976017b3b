import { inOrder } from '../output/kustomization.ts';
import type { KubeObject, OutputFile } from '../output/manifest.ts';
import { list } from './values.ts';

/** Every object in the order in which `kubectl apply -f platform -f apps -f jenkins` meets it. */
export function inOrderOfApplication(
  files: readonly OutputFile[],
): { file: OutputFile; object: KubeObject }[] {
  const sorted = files
    .map((file) => ({ file, rank: rankOf(file), bytes: Buffer.from(file.path) }))
    .sort((a, b) => a.rank - b.rank || Buffer.compare(a.bytes, b.bytes));
  return sorted.flatMap(({ file }) =>
    (list(file.objects) as KubeObject[]).map((object) => ({ file, object })),
  );
}

function rankOf({ path, alternative }: OutputFile): number {
  const rank = inOrder.indexOf(path.split('/', 1)[0] ?? '');
  return (rank < 0 ? inOrder.length : rank) + (alternative ? inOrder.length + 1 : 0);
}
