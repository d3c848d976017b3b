import type { OutputFile } from './manifest.ts';

/** What `kubectl apply -k` reads: it has no name, and so is not an object of the cluster. */
export interface Kustomization {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1';
  readonly kind: 'Kustomization';
  readonly resources: readonly string[];
}

export const KUSTOMIZATION_FILE = 'kustomization.yaml';

/** The folders that are applied, what others need first. */
export const inOrder = ['platform', 'apps', 'jenkins'];

/** The folders that are applied as they are, in their order; one of a chart of one's own comes last. */
export function appliedFolders(files: readonly OutputFile[]): string[] {
  const folders = new Set(files.filter(({ alternative }) => !alternative).map(folderOf));
  const own = [...folders].filter((folder) => !inOrder.includes(folder)).sort();
  return [...inOrder.filter((folder) => folders.has(folder)), ...own];
}

/**
 * Every file that is applied. kubectl sorts the objects by kind, namespaces first; told to keep the files' order,
 * it would print a warning at every apply.
 */
export function kustomizationOf(files: readonly OutputFile[]): Kustomization {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: appliedFolders(files).flatMap((folder) =>
      files
        .filter((file) => !file.alternative && folderOf(file) === folder)
        .map(({ path }) => path)
        .sort(),
    ),
  };
}

/** The folder of a cluster's file. */
export function folderOf({ path }: OutputFile): string {
  return path.split('/', 1)[0] ?? '';
}
