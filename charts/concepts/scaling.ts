import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { Concept, type ConceptProps, waits } from './concept.ts';
import { metadataOf } from './names.ts';

const NAME = 'busy';

/** A pod to keep busy by hand, and an autoscaler that answers with more of them. */
export class Scaling extends Concept {
  constructor(scope: Construct, id: string, props: ConceptProps) {
    super(scope, id, props);
    // No replicas: they are the autoscaler's, and each apply would take them back.
    this.deployment(NAME, {
      containers: [
        // One endless loop uses the limit, four times what the autoscaler aims at: it settles at four pods.
        this.container({ name: 'busy', command: waits, cpu: '50m', cpuLimit: '100m' }),
      ],
    });
    new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
      metadata: metadataOf(NAME),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: NAME },
        minReplicas: 1,
        maxReplicas: 5,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
          },
        ],
        // Five minutes by default, which is long to wait for in a lesson.
        behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
      },
    });
  }
}
