import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { recommendedLabels } from '../common/labels.ts';
import { SOCK_SHOP } from '../sock-shop/names.ts';

export const STORAGE_CLASS = 'gp3';

/** The StorageClass of encrypted gp3 volumes: EKS clusters come without a default one. */
export class StorageClass extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new k8s.KubeStorageClass(this, 'class', {
      metadata: { name: STORAGE_CLASS, labels: recommendedLabels({ partOf: SOCK_SHOP }) },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true' },
      allowVolumeExpansion: true,
      reclaimPolicy: 'Delete',
      // A volume is made in the zone of the pod that first uses it.
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  }
}
