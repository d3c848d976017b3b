import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiRequest } from './api.ts';

export const EBS_DRIVER = 'ebs.csi.aws.com';
export const EBS_ZONE = 'topology.ebs.csi.aws.com/zone';

const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
const PAUSE_MS = 200;

interface Claim {
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    annotations?: Record<string, string>;
  };
  spec: {
    storageClassName?: string;
    accessModes: string[];
    volumeName?: string;
    resources: { requests: { storage: string } };
  };
}

interface Volume {
  metadata: { name: string };
  spec: { csi?: { driver: string }; persistentVolumeReclaimPolicy?: string };
  status?: { phase?: string };
}

interface StorageClass {
  metadata: { name: string };
  provisioner: string;
  reclaimPolicy?: string;
}

/**
 * Stands in for the EBS CSI driver: makes a volume in the zone of the node that the scheduler chose for a claim's
 * first pod, and takes away those whose claim is gone. The binding is left to Kubernetes.
 */
export class VolumeProvisioner {
  private readonly stopping = new AbortController();
  private readonly loop: Promise<void>;

  constructor(private readonly api: ApiRequest) {
    this.loop = this.run();
  }

  /** Ends it once the round that is under way is over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      // A control plane that is going away, or a claim that just went: the next round sees.
      await this.round().catch(() => {});
      // Interrupted by the end, so that nobody waits for a timer that doesn't keep the process alive.
      await sleep(PAUSE_MS, undefined, { ref: false, signal }).catch(() => {});
    }
  }

  private async round(): Promise<void> {
    const classes = await this.list<StorageClass>('/apis/storage.k8s.io/v1/storageclasses');
    const ours = new Map(
      classes
        .filter(({ provisioner }) => provisioner === EBS_DRIVER)
        .map((one) => [one.metadata.name, one]),
    );
    if (ours.size === 0) return;
    for (const claim of await this.list<Claim>('/api/v1/persistentvolumeclaims')) {
      const storageClass = ours.get(claim.spec.storageClassName ?? '');
      const node = claim.metadata.annotations?.[SELECTED_NODE];
      if (storageClass && node && !claim.spec.volumeName)
        await this.provision(claim, storageClass, node);
    }
    for (const { metadata, spec, status } of await this.list<Volume>('/api/v1/persistentvolumes')) {
      const isOver =
        status?.phase === 'Released' && spec.persistentVolumeReclaimPolicy === 'Delete';
      if (isOver && spec.csi?.driver === EBS_DRIVER)
        await this.api('DELETE', `/api/v1/persistentvolumes/${metadata.name}`);
    }
  }

  private async provision(claim: Claim, storageClass: StorageClass, node: string): Promise<void> {
    const zone = await this.zoneOf(node);
    if (!zone) return;
    const { name, namespace, uid } = claim.metadata;
    const volume = `pvc-${uid}`;
    await this.api('POST', '/api/v1/persistentvolumes', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volume, annotations: { 'pv.kubernetes.io/provisioned-by': EBS_DRIVER } },
      spec: {
        capacity: { storage: claim.spec.resources.requests.storage },
        accessModes: claim.spec.accessModes,
        storageClassName: storageClass.metadata.name,
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
        csi: { driver: EBS_DRIVER, volumeHandle: `vol-${uid.replaceAll('-', '').slice(0, 17)}` },
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: EBS_ZONE, operator: 'In', values: [zone] }] },
            ],
          },
        },
      },
    });
  }

  private async zoneOf(node: string): Promise<string | undefined> {
    const { body } = await this.api('GET', `/api/v1/nodes/${node}`);
    return (body as { metadata?: { labels?: Record<string, string> } }).metadata?.labels?.[
      EBS_ZONE
    ];
  }

  private async list<T>(path: string): Promise<T[]> {
    const { body } = await this.api('GET', path);
    return (body as { items?: T[] }).items ?? [];
  }
}
