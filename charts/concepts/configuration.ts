import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Prerequisite } from '../../output/manifest.ts';
import { Concept, type ConceptProps } from './concept.ts';
import { CONCEPTS, metadataOf } from './names.ts';

const NAME = 'settings';
const PASSWORD = 'password';

/** The one command that the concept needs besides its file: no secret value is in Git. */
export const settingsSecret: Prerequisite = {
  kind: 'Secret',
  namespace: CONCEPTS,
  name: NAME,
  keys: [PASSWORD],
  command: `kubectl -n ${CONCEPTS} create secret generic ${NAME} --from-literal=${PASSWORD}="$(openssl rand -hex 16)"`,
  reason: 'its pod waits for its password',
};

/** A Redis that takes its settings from a ConfigMap and its password from a Secret: each as variable and as file. */
export class Configuration extends Concept {
  constructor(scope: Construct, id: string, props: ConceptProps) {
    super(scope, id, props);
    new k8s.KubeConfigMap(this, 'config-map', {
      metadata: metadataOf(NAME),
      data: {
        'log-level': 'verbose',
        'redis.conf': ['maxmemory 32mb', 'maxmemory-policy allkeys-lru', 'save ""', ''].join('\n'),
      },
    });
    this.deployment(NAME, {
      containers: [
        this.container({
          name: 'redis',
          command: [
            'sh',
            '-c',
            `exec redis-server /etc/settings/redis.conf --loglevel "$LOG_LEVEL" --requirepass "$(cat /run/settings/${PASSWORD})"`,
          ],
          cpu: '50m',
          listens: true,
          env: [
            {
              name: 'LOG_LEVEL',
              valueFrom: { configMapKeyRef: { name: NAME, key: 'log-level' } },
            },
            // What redis-cli logs in with.
            {
              name: 'REDISCLI_AUTH',
              valueFrom: { secretKeyRef: { name: NAME, key: PASSWORD } },
            },
          ],
          volumeMounts: [
            { name: 'config', mountPath: '/etc/settings', readOnly: true },
            { name: 'secret', mountPath: '/run/settings', readOnly: true },
            { name: 'data', mountPath: '/data' },
          ],
        }),
      ],
      volumes: [
        { name: 'config', configMap: { name: NAME, items: [key('redis.conf')] } },
        {
          name: 'secret',
          secret: { secretName: NAME, items: [key(PASSWORD)], defaultMode: 0o440 },
        },
        { name: 'data', emptyDir: {} },
      ],
    });
  }
}

function key(name: string): k8s.KeyToPath {
  return { key: name, path: name };
}
