import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { jenkinsSize } from '../jenkins/names.ts';

const { fromString } = k8s.Quantity;

/** What the exercises take at most: one Jenkins, and its Service. */
export function limits(scope: Construct, metadata: k8s.ObjectMeta): void {
  const { cpu, memory, memoryLimit } = jenkinsSize;
  new k8s.KubeResourceQuota(scope, 'quota', {
    metadata: { ...metadata, name: 'exercises' },
    spec: {
      hard: quantities({
        pods: '1',
        'requests.cpu': cpu,
        'requests.memory': memory,
        'limits.memory': memoryLimit,
        services: '2',
        'services.nodeports': '1',
        'services.loadbalancers': '1',
      }),
    },
  });
  // Such a pod would push others off its node, the cluster's own included.
  new k8s.KubeResourceQuota(scope, 'no-priority', {
    metadata: { ...metadata, name: 'no-system-priority' },
    spec: {
      hard: quantities({ pods: '0' }),
      scopeSelector: {
        matchExpressions: [
          {
            scopeName: 'PriorityClass',
            operator: 'In',
            values: ['system-cluster-critical', 'system-node-critical'],
          },
        ],
      },
    },
  });
  // A Pod that says nothing of resources gets what Jenkins needs.
  new k8s.KubeLimitRange(scope, 'limit-range', {
    metadata: { ...metadata, name: 'exercises' },
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: quantities({ cpu, memory }),
          default: quantities({ memory: memoryLimit }),
          max: quantities({ memory: memoryLimit }),
        },
      ],
    },
  });
}

function quantities(written: Record<string, string>): Record<string, k8s.Quantity> {
  return Object.fromEntries(
    Object.entries(written).map(([name, quantity]) => [name, fromString(quantity)]),
  );
}
