import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { recommendedLabels } from '../common/labels.ts';
import { Concept, type ConceptProps, REDIS_PORT } from './concept.ts';
import { metadataOf } from './names.ts';

export interface RollingUpdateProps extends ConceptProps {
  /** What the two files differ in: the memory that each Redis may fill. */
  readonly maxMemory: '16mb' | '32mb';
}

const NAME = 'rolling';

/** Three pods behind a Service, of which an update replaces one at a time and never takes one away first. */
export class RollingUpdate extends Concept {
  constructor(scope: Construct, id: string, { maxMemory, ...props }: RollingUpdateProps) {
    super(scope, id, props);
    this.deployment(
      NAME,
      {
        containers: [
          this.container({
            name: 'redis',
            command: ['redis-server', '--save', '', '--maxmemory', maxMemory],
            cpu: '25m',
            listens: true,
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          }),
        ],
        volumes: [{ name: 'data', emptyDir: {} }],
      },
      {
        replicas: 3,
        revisionHistoryLimit: 10,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxUnavailable: k8s.IntOrString.fromNumber(0),
            maxSurge: k8s.IntOrString.fromNumber(1),
          },
        },
      },
      // What `kubectl rollout history` shows.
      { 'kubernetes.io/change-cause': `maxmemory ${maxMemory}` },
    );
    new k8s.KubeService(this, 'service', {
      metadata: metadataOf(NAME),
      spec: {
        selector: recommendedLabels({ name: NAME }),
        ports: [
          { name: 'redis', port: REDIS_PORT, targetPort: k8s.IntOrString.fromString('redis') },
        ],
      },
    });
  }
}
