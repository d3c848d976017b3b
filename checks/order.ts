import { posix } from 'node:path';
import { inOrder } from '../output/kustomization.ts';
import type { KubeObject, OutputFile } from '../output/manifest.ts';
import type { Subject } from './check.ts';
import type { Located } from './located.ts';
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

/** Whether one command applies both objects: the folders that someone else made may be for a cluster each. */
export function isOneFolder({ config }: Subject, one: Located, other: Located): boolean {
  const folders = [one, other].map(({ file }) => posix.dirname(file.path.replaceAll('\\', '/')));
  return (
    config !== undefined ||
    folders[0] === folders[1] ||
    folders.every((folder) => inOrder.includes(folder))
  );
}

function rankOf({ path, alternative }: OutputFile): number {
  const rank = inOrder.indexOf(path.split('/', 1)[0] ?? '');
  return (rank < 0 ? inOrder.length : rank) + (alternative ? inOrder.length + 1 : 0);
}
