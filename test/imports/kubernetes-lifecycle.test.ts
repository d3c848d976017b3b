import { describe, expect, test } from '@jest/globals';
import { kindsOf, lookup, removedOrDeprecated } from '../../imports/kubernetes-schema/index.ts';
import { lifecycleTable } from '../../imports/kubernetes-schema/table.ts';
import { kubernetesVersions, newestKubernetes, oldestKubernetes } from '../../tables/kubernetes.ts';

describe('removedOrDeprecated', () => {
  test.each([
    ['extensions/v1beta1', 'Deployment', '1.16', 'apps/v1'],
    ['apps/v1beta2', 'DaemonSet', '1.16', 'apps/v1'],
    ['extensions/v1beta1', 'Ingress', '1.22', 'networking.k8s.io/v1'],
    ['networking.k8s.io/v1beta1', 'Ingress', '1.22', 'networking.k8s.io/v1'],
    ['networking.k8s.io/v1beta1', 'IngressClass', '1.22', 'networking.k8s.io/v1'],
    ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole', '1.22', 'rbac.authorization.k8s.io/v1'],
    ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', '1.22', 'apiextensions.k8s.io/v1'],
    ['apiregistration.k8s.io/v1beta1', 'APIService', '1.22', 'apiregistration.k8s.io/v1'],
    ['scheduling.k8s.io/v1alpha1', 'PriorityClass', '1.23', 'scheduling.k8s.io/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', '1.25', 'policy/v1'],
    ['batch/v1beta1', 'CronJob', '1.25', 'batch/v1'],
    ['batch/v2alpha1', 'CronJob', '1.21', 'batch/v1'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', 'autoscaling/v2'],
    ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', '1.27', 'storage.k8s.io/v1'],
    [
      'flowcontrol.apiserver.k8s.io/v1beta3',
      'FlowSchema',
      '1.32',
      'flowcontrol.apiserver.k8s.io/v1',
    ],
  ])('%s %s was removed in %s', (apiVersion, kind, removedIn, replacement) => {
    expect(removedOrDeprecated(apiVersion, kind, oldestKubernetes)).toMatchObject({
      status: 'removed',
      removedIn,
      replacement: { apiVersion: replacement, kind },
    });
  });

  test('a kind without successor has no replacement', () => {
    expect(removedOrDeprecated('policy/v1beta1', 'PodSecurityPolicy', newestKubernetes)).toEqual({
      status: 'removed',
      deprecatedIn: '1.21',
      removedIn: '1.25',
    });
  });

  test('goes from fine over deprecated to removed, with a replacement that the minor serves', () => {
    const stages = [undefined, 'deprecated', 'removed'];
    for (const key of lifecycleTable().keys()) {
      const [apiVersion = '', kind = ''] = key.split(' ');
      const found = kubernetesVersions.map((minor) => {
        const lifecycle = removedOrDeprecated(apiVersion, kind, minor);
        const { replacement } = lifecycle ?? {};
        if (replacement)
          expect(lookup(minor, replacement.apiVersion, replacement.kind)).toBeDefined();
        return stages.indexOf(lifecycle?.status);
      });
      expect(found).toEqual(found.toSorted());
    }
  });

  test('names a replacement of another kind', () => {
    expect(removedOrDeprecated('v1', 'Endpoints', newestKubernetes)?.replacement).toEqual({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
    });
  });

  test('says nothing of kinds that are fine or unknown', () => {
    expect(removedOrDeprecated('apps/v1', 'Deployment', newestKubernetes)).toBeUndefined();
    expect(removedOrDeprecated('example.com/v1', 'Thing', newestKubernetes)).toBeUndefined();
  });

  test('agrees with what each minor serves', () => {
    for (const minor of kubernetesVersions) {
      for (const { apiVersion, kind } of kindsOf(minor)) {
        const lifecycle = removedOrDeprecated(apiVersion, kind, minor);
        expect(lifecycle?.status).not.toBe('removed');
        const { replacement } = lifecycle ?? {};
        if (replacement)
          expect(lookup(minor, replacement.apiVersion, replacement.kind)).toBeDefined();
      }
    }
  });
});
