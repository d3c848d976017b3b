import { compareValues } from '../../scripts/diff/compare.ts';
import { clusterSteps } from '../../scripts/diff/eksctl/steps.ts';

export type Fields = Record<string, unknown>;

/** The commands for the change from one ClusterConfig to another, each of a cluster c in a region r. */
export function eksctlChange(before: Fields, after: Fields) {
  const config = (fields: Fields): Fields => ({
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: 'c', region: 'r' },
    ...fields,
  });
  const changes = compareValues(config(before), config(after));
  const { steps, last, newCluster, explained } = clusterSteps(
    config(before),
    config(after),
    changes,
    'f.yaml',
  );
  return {
    config: config(after),
    changes,
    newCluster,
    explained,
    steps: [...steps, ...last].map(({ command }) => command),
  };
}
