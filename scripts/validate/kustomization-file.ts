import { basename } from 'node:path';

/** Whether kustomize takes a file of this name for a kustomization. */
export function isKustomizationFile(file: string): boolean {
  const name = basename(file);
  return name === 'Kustomization' || /^kustomization\.ya?ml$/i.test(name);
}
