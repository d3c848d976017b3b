import { chooseCluster } from './choose.ts';
import { clusterNames, loadCluster, loadClusters } from '../../config/load.ts';
import { CLUSTERS } from '../../config/places.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { didYouMean } from '../../terminal/suggest.ts';
import { type Call, lineOf } from '../../terminal/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';

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

/** What a command is told of the cluster that it is about. */
export interface Named {
  readonly cluster?: string;
  readonly region?: string;
}

/** The cluster that a command means: of a cluster file, or by its name and region alone. */
export function targetOf(call: Call<Named>, folder: string = CLUSTERS): Target {
  const { cluster, region } = call.flags;
  if (region === undefined) {
    refuseWithoutFile(call, folder);
    const { config } = chooseCluster(folder, call, cluster);
    return { name: config.name, region: config.region, config };
  }
  if (cluster === undefined) {
    throw new UsageError(
      '--region without --cluster names no cluster',
      `write ${lineOf(call, { cluster: 'NAME' })}`,
    );
  }
  const hasFile = clusterNames(folder).includes(cluster);
  const config = hasFile ? loadCluster(folder, cluster).config : undefined;
  // A file that says another region is about another cluster of that name.
  return { name: cluster, region, ...(config?.region === region && { config }) };
}

// A cluster outlives its file, and can be named without it.
function refuseWithoutFile(call: Call<Named>, folder: string): void {
  const { cluster } = call.flags;
  const names = clusterNames(folder);
  const isThere = cluster === undefined ? names.length > 0 : names.includes(cluster);
  if (isThere || !('region' in call.command.flags)) return;
  const meant = cluster && didYouMean(cluster, names);
  const line = lineOf(call, { cluster: cluster ?? 'NAME', region: 'REGION', yes: false });
  throw new UsageError(
    names.length === 0
      ? `${folder}/ holds no cluster file`
      : `there is no cluster file ${folder}/${cluster}.yaml; there are ${names.join(', ')}`,
    [
      ...(meant ? [meant] : []),
      `a cluster whose file is gone: ${line}`,
      ...(names.length === 0 ? ['another cluster file: npm run init'] : []),
    ].join('\n'),
  );
}

/** Every cluster that has a file and belongs on AWS; throws where there is none. */
export function allTargets(folder: string = CLUSTERS): Target[] {
  const files = allFiles(folder);
  const targets = files.filter(({ config }) => !config?.manifestsOnly);
  if (targets.length > 0) return targets;
  throw new UsageError(
    `no cluster file is about a cluster on AWS: ${files.map(({ name }) => name).join(', ')} ${files.length === 1 ? 'has' : 'have'} manifestsOnly: true`,
    'this project does not manage such a cluster; npm run init writes a file for your own',
  );
}

/** Every cluster that has a file, those that are made elsewhere too. */
export function allFiles(folder: string = CLUSTERS): Target[] {
  return loadClusters(folder).map(({ config }) => ({
    name: config.name,
    region: config.region,
    config,
  }));
}
