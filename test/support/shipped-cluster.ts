import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from './processes.ts';

/** The cluster file that the project ships, as the tests' own: a user's first step is to edit the one in clusters/. */
export const shippedCluster = projectFile('test/sock-shop.yaml');

/** Puts it into a folder's clusters/. */
export function copyShippedCluster(folder: string): void {
  cpSync(shippedCluster, join(folder, 'clusters', 'sock-shop.yaml'));
}
