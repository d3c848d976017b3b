import { describe, expect, test } from '@jest/globals';
import { fc } from '../../support/random.ts';
import { capacity } from '../../../checks/capacity/capacity.ts';
import { demandOf } from '../../../checks/capacity/demand.ts';
import type { Subject } from '../../../checks/check.ts';
import { exposedOf } from '../../../checks/exposure/exposed.ts';
import { exposure } from '../../../checks/exposure/exposure.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { clusterWith, workload } from './subjects.ts';

const kinds = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Service',
  'Ingress',
  'IngressClass',
  'PodDisruptionBudget',
  'PersistentVolumeClaim',
];

const odd = fc.oneof(
  { maxDepth: 4 },
  fc.constantFrom(null, '', 'x', -1, 0, 1e9, true, [], {}, '9'.repeat(400)),
  fc.anything({ maxDepth: 3 }),
);

/** Objects with anything at all in the fields that are read. */
const objects = fc.array(
  fc.oneof(
    fc.constantFrom(null, undefined, 'text'),
    fc.record(
      {
        kind: fc.constantFrom(...kinds),
        metadata: fc.oneof(
          odd,
          fc.record({ name: odd, namespace: odd, annotations: odd }, { requiredKeys: [] }),
        ),
        spec: fc.oneof(
          odd,
          fc.record(
            {
              type: fc.constantFrom('LoadBalancer', 'NodePort', null, 3),
              replicas: fc.oneof(odd, fc.integer({ min: -5, max: 50 })),
              template: fc.oneof(
                odd,
                fc.record({
                  metadata: odd,
                  spec: fc.record({
                    containers: odd,
                    volumes: odd,
                    affinity: odd,
                    nodeSelector: odd,
                  }),
                }),
              ),
              ports: odd,
              selector: odd,
              loadBalancerSourceRanges: odd,
              volumeClaimTemplates: odd,
              ingressClassName: odd,
              minAvailable: odd,
            },
            { requiredKeys: [] },
          ),
        ),
      },
      { requiredKeys: ['kind'] },
    ),
  ),
  { maxLength: 6 },
);

describe('odd input', () => {
  const subject = clusterWith([workload('web', '100m', '64Mi')]);

  test('makes nothing throw', () => {
    fc.assert(
      fc.property(objects, (found) => {
        const files = [
          ...subject.files,
          { path: 'own.k8s.yaml', objects: found as unknown as KubeObject[] },
        ];
        const damaged: Subject = { ...subject, files };
        expect(Array.isArray(capacity(damaged))).toBe(true);
        expect(Array.isArray(exposure(damaged))).toBe(true);
        expect(Array.isArray(exposedOf(damaged))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('makes no ClusterConfig throw', () => {
    fc.assert(
      fc.property(
        fc.record(
          { vpc: odd, metadata: odd, addons: odd, managedNodeGroups: odd, availabilityZones: odd },
          { requiredKeys: [] },
        ),
        (object) => {
          const clusterConfig = { path: 'c.yaml', object: object as never };
          const { files, minor, prerequisites } = subject;
          const foreign: Subject = { clusterConfig, files, minor, prerequisites };
          expect(Array.isArray(capacity(foreign))).toBe(true);
          expect(Array.isArray(exposure(foreign))).toBe(true);
          expect(exposure({ ...subject, clusterConfig })).toEqual(expect.any(Array));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('thousands of pods are counted up to a bound', () => {
    const many = workload('many', '10m', '16Mi', { replicas: 1e9 });
    const large = { ...subject, files: [{ path: 'own.k8s.yaml', objects: [many] }] };
    expect(capacity(large)).toHaveLength(1);
    expect(demandOf(large).pods).toHaveLength(5000);
  });
});
