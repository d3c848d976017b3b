import type { Cluster } from '@aws-sdk/client-eks';
import type { ClusterConfig } from '../../config/schema.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** Refuses a cluster that has no such exercise, and one of another owner. */
export function refuseReset(
  { name, region, owner, manifestsOnly, flux, sockShop, jenkins }: ClusterConfig,
  exercise: number,
  cluster?: Pick<Cluster, 'tags'>,
): void {
  const file = `clusters/${name}.yaml`;
  const tagged = cluster?.tags?.owner;
  if (tagged !== undefined && tagged !== owner) {
    throw new UsageError(
      `${name} in ${region} belongs to ${tagged}, and ${file} says owner: ${owner}`,
      `write owner: ${tagged} into the file, if ${tagged} knows of it`,
    );
  }
  if (manifestsOnly) {
    throw new UsageError(
      `${file} has manifestsOnly: true: nothing proves that a cluster is the one of this file`,
      'delete by hand: kubectl delete -f, with the files of the exercise',
    );
  }
  if (flux.url !== null) {
    throw new UsageError(
      `${file} has flux.url: Flux would create again what reset deletes`,
      'do the exercises on a cluster without Flux',
    );
  }
  const lacking = [
    ...(sockShop.enabled || exercise === 1 ? [] : ['sockShop.enabled: false']),
    ...(jenkins.enabled || ![4, 5].includes(exercise) ? [] : ['jenkins.enabled: false']),
  ];
  if (lacking.length === 0) return;
  throw new UsageError(
    `${file} has ${lacking.join(' and ')}, so exercise ${exercise} has nothing to begin with`,
    'take it out of the file, and run npm run synth',
  );
}
