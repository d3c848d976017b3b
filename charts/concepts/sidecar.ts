import { JsonPatch } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { Concept, type ConceptProps } from './concept.ts';

const LOG = '/var/log/shop/orders.log';

/** A container that writes a log file, and one beside it that reads it: they share a volume. */
export class Sidecar extends Concept {
  constructor(scope: Construct, id: string, props: ConceptProps) {
    super(scope, id, props);
    const volumeMounts: k8s.VolumeMount[] = [{ name: 'log', mountPath: '/var/log/shop' }];
    const orders = this.container({
      name: 'orders',
      command: [
        'sh',
        '-c',
        `trap exit TERM; i=0; while true; do i=$((i + 1)); echo "order $i" >> ${LOG}; sleep 5 & wait; done`,
      ],
      volumeMounts,
    });
    const reader = this.container({
      name: 'log-reader',
      command: ['sh', '-c', `trap exit TERM; tail -n +1 -F ${LOG} & wait`],
      volumeMounts,
    });
    const deployment = this.deployment('sidecar', {
      initContainers: [reader],
      containers: [orders],
      volumes: [{ name: 'log', emptyDir: {} }],
    });
    // Younger than the types, which are those of 1.27.
    const path = '/spec/template/spec/initContainers/0/restartPolicy';
    deployment.addJsonPatch(JsonPatch.add(path, 'Always'));
  }
}
