import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterPage } from '../../../scripts/report/report.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf } from '../../support/configs.ts';
import { clusters } from './clusters.ts';

/** Makes the page of one of the tests' clusters, without a process, and says where it is. */
export function makePage(folder: string, cluster: string): string {
  const file = join(folder, `${cluster}.html`);
  const config = configOf({ name: cluster, ...clusters[cluster] });
  writeFileSync(file, clusterPage(synthesize(config)));
  return file;
}
