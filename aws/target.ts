import { basename } from 'node:path';
import { chooseCluster } from '../config/choose.ts';
import { clusterFiles, loadClusters } from '../config/load.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { UsageError } from '../scripts/shared/usage-error.ts';

/** The folder of the cluster files. */
export const CLUSTERS = 'clusters';

/** A cluster on AWS that a command is about. */
export interface Target {
  readonly name: string;
  readonly region: string;
  /** Its cluster file's; undefined where a name and a region are all that is known. */
  readonly config?: ClusterConfig;
}

/** The flags by which every command on AWS is told its cluster. */
export const targetFlags = {
  cluster: { type: 'string', value: 'NAME', help: 'which cluster, when there are several' },
  region: {
    type: 'string',
    value: 'REGION',
    help: 'with --cluster: a cluster that has no file here',
  },
} as const;

/** The cluster that a command means: of a cluster file, or by its name and region alone. */
export function targetOf(
  command: string,
  { cluster, region }: { readonly cluster?: string; readonly region?: string },
  folder: string = CLUSTERS,
): Target {
  if (region === undefined) {
    const { config } = chooseCluster(folder, command, cluster);
    return { name: config.name, region: config.region, config };
  }
  if (cluster === undefined) {
    throw new UsageError(
      '--region alone names no cluster',
      `write npm run ${command} -- --cluster NAME --region ${region}`,
    );
  }
  const hasFile = clusterFiles(folder).some(
    (file) => basename(file).replace(/\.ya?ml$/, '') === cluster,
  );
  const config = hasFile ? loadClusters(folder, [cluster])[0]?.config : undefined;
  // A file that says another region is about another cluster of that name.
  return { name: cluster, region, ...(config?.region === region && { config }) };
}

/** Every cluster that has a file and belongs on AWS. */
export function allTargets(folder: string = CLUSTERS): Target[] {
  return allFiles(folder).filter(({ config }) => !config?.manifestsOnly);
}

/** Every cluster that has a file, those that are made elsewhere too. */
export function allFiles(folder: string = CLUSTERS): Target[] {
  return loadClusters(folder).map(({ config }) => ({
    name: config.name,
    region: config.region,
    config,
  }));
}
