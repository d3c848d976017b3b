import { appliedFolders } from '../../output/kustomization.ts';
import type { Entry } from './folder.ts';

const FLUX = 'flux';

/** Whether a file is one of the exercises, which nobody applies but by hand. */
export function isExercise(file: string): boolean {
  return folderOf(file) === 'exercises';
}

/** Whether a file tells Flux what to do. */
export function isForFlux(file: string): boolean {
  return folderOf(file) === FLUX;
}

/** The folder of a cluster's file. */
export function folderOf(file: string): string {
  return file.split('/', 1)[0] ?? '';
}

/** The folders that kubectl or Flux is pointed at, in their order. */
export function foldersToApply(entries: readonly Entry[]): string[] {
  return appliedFolders(
    entries
      .filter(({ file }) => !isForFlux(file))
      .map(({ file, object }) => ({
        path: file,
        objects: [object],
        alternative: isExercise(file),
      })),
  );
}
