import type { ClusterConfig } from '../../config/schema.ts';
import { appliedFolders } from '../../output/kustomization.ts';
import type { OutputFile } from '../../output/manifest.ts';

type Flux = ClusterConfig['flux'];

/** The applied folders that Flux looks after, in their order; none without a repository. */
export function foldersByFlux(flux: Flux, files: readonly OutputFile[]): string[] {
  return appliedFolders(files).filter((folder) => isByFlux(flux, folder));
}

/** The applied folders that are left to kubectl, in their order. */
export function foldersByHand(flux: Flux, files: readonly OutputFile[]): string[] {
  return appliedFolders(files).filter((folder) => !isByFlux(flux, folder));
}

/** Whether Flux looks after a folder. Jenkins has to be asked for: Flux would revert the Service exercises. */
export function isByFlux({ url, jenkins }: Flux, folder: string): boolean {
  return url !== null && (folder !== 'jenkins' || jenkins);
}

/** A path from the root of the repository that Flux reads. */
export function pathInRepository({ path }: Flux, ...below: readonly string[]): string {
  return [...path.split('/'), ...below].filter((step) => step !== '' && step !== '.').join('/');
}
