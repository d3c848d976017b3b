import { basename } from 'node:path';

/** The name that a cluster file gives its cluster by being called so. */
export function nameOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '');
}
