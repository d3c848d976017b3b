import type { Kubectl } from '../../aws/kubectl.ts';

interface PersistentVolume {
  readonly spec?: {
    readonly csi?: { readonly volumeHandle?: string };
    readonly awsElasticBlockStore?: { readonly volumeID?: string };
  };
}

/** The EBS volumes that a cluster's PersistentVolumes name; none where they may not be read. */
export async function claimedVolumes(kubectl: Kubectl): Promise<string[]> {
  const { code, stdout } = await kubectl.capture(['get', 'persistentvolumes', '-o', 'json']);
  if (code !== 0) return [];
  const { items = [] } = JSON.parse(stdout) as { readonly items?: readonly PersistentVolume[] };
  return items.flatMap(({ spec }) => {
    const named = spec?.csi?.volumeHandle ?? spec?.awsElasticBlockStore?.volumeID ?? '';
    return /vol-[0-9a-f]+$/.exec(named) ?? [];
  });
}
