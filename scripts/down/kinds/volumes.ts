import { untilFree } from '../until-free.ts';
import { type Found, type Kind, type Tag, tagOf } from '../kind.ts';

/** Disks of PersistentVolumeClaims, which outlive their cluster: the data goes with them. */
export const volumes: Kind = {
  what: 'volumes of claims, with their data',
  find: async (aws, cluster) => {
    const ec2 = await aws.ec2();
    const found = new Map<string, Found>();
    for (const [key, value] of [
      [`kubernetes.io/cluster/${cluster}`, 'owned'],
      ['KubernetesCluster', cluster],
    ] as const) {
      const pages = ec2.paginateDescribeVolumes({
        Filters: [{ Name: `tag:${key}`, Values: [value] }],
      });
      for await (const { Volumes = [] } of pages) {
        for (const { VolumeId: id = '', Size, Tags, State } of Volumes) {
          if (tagOf(Tags, key) !== value || !isOfClaim(Tags) || State === 'deleting') continue;
          found.set(id, { id, words: `volume ${id}, ${Size} GiB${claim(Tags)}`, billed: true });
        }
      }
    }
    return [...found.values()];
  },
  remove: async (aws, { id }) => {
    const ec2 = await aws.ec2();
    // It is detached a while after its node is gone.
    await untilFree(() => ec2.deleteVolume({ VolumeId: id }));
  },
};

// A node's own disk carries the cluster's tags, too; it goes with its node.
function isOfClaim(tags: readonly Tag[] | undefined): boolean {
  return (tags ?? []).some(
    ({ Key = '' }) => Key === 'CSIVolumeName' || Key.startsWith('kubernetes.io/created-for/pv'),
  );
}

function claim(tags: readonly Tag[] | undefined): string {
  const name = tagOf(tags, 'kubernetes.io/created-for/pvc/name');
  const namespace = tagOf(tags, 'kubernetes.io/created-for/pvc/namespace');
  return name ? `, claim ${namespace ?? ''}/${name}` : '';
}
