import type { Tags } from '../../../eksctl/tags.ts';
import { untilFree } from '../until-free.ts';
import { byHand, type Found, type Kind, tagsIn } from '../kind.ts';
import { doubt } from '../proof.ts';

/** Disks of PersistentVolumeClaims, which outlive their cluster: the data goes with them. */
export const volumes: Kind = {
  what: 'volumes of claims, with their data',
  find: async (aws, proof) => {
    const ec2 = await aws.ec2();
    const found = new Map<string, Found>();
    for (const [key, value] of [
      [`kubernetes.io/cluster/${proof.name}`, 'owned'],
      ['ebs.csi.aws.com/cluster-name', proof.name],
      ['KubernetesCluster', proof.name],
    ] as const) {
      const pages = ec2.paginateDescribeVolumes({
        Filters: [{ Name: `tag:${key}`, Values: [value] }],
      });
      for await (const { Volumes = [] } of pages) {
        for (const { VolumeId: id = '', Size, Tags, State } of Volumes) {
          const tags = tagsIn(Tags);
          if (tags.get(key) !== value || !isOfClaim(tags) || State === 'deleting') continue;
          found.set(id, {
            id,
            words: `volume ${id}, ${Size} GiB${claim(tags)}`,
            billed: true,
            doubt: proof.volumes.has(id) ? undefined : doubt(proof, { tags }),
            byHand: byHand(proof, 'ec2', 'delete-volume', '--volume-id', id),
          });
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
function isOfClaim(tags: Tags): boolean {
  return [...tags.keys()].some(
    (key) => key === 'CSIVolumeName' || key.startsWith('kubernetes.io/created-for/pv'),
  );
}

function claim(tags: Tags): string {
  const name = tags.get('kubernetes.io/created-for/pvc/name');
  const namespace = tags.get('kubernetes.io/created-for/pvc/namespace');
  return name ? `, claim ${namespace ?? ''}/${name}` : '';
}
