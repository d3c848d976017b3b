import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { Concept, type ConceptProps, waits } from './concept.ts';
import { metadataOf } from './names.ts';

/** A name in the cluster for a host outside it, and a pod to ask from. */
export class ExternalName extends Concept {
  constructor(scope: Construct, id: string, props: ConceptProps) {
    super(scope, id, props);
    new k8s.KubeService(this, 'service', {
      metadata: metadataOf('own-address'),
      spec: { type: 'ExternalName', externalName: 'checkip.amazonaws.com' },
    });
    this.deployment('client', {
      containers: [this.container({ name: 'client', command: waits })],
    });
  }
}
