import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import type { Kustomization } from '../../output/kustomization.ts';
import { options, type Overrides } from '../support/configs.ts';
import { treeOf } from '../support/trees.ts';

const resourcesOf = (overrides: Overrides = {}) =>
  (load(treeOf(overrides).get('kustomization.yaml') ?? '') as Kustomization).resources;

describe('the kustomization of a cluster', () => {
  test('lists what is applied, in its order: no ClusterConfig, no variant, nothing for Flux', () => {
    expect(resourcesOf({ flux: { url: 'https://github.com/example/clusters' } })).toEqual([
      'platform/cluster-autoscaler.k8s.yaml',
      'platform/ingress-controller.k8s.yaml',
      'apps/1-sock-shop.k8s.yaml',
      'apps/2-sock-shop-ingress.k8s.yaml',
      'jenkins/1-jenkins.k8s.yaml',
      'jenkins/2-jenkins-service.k8s.yaml',
    ]);
  });

  test.each(Object.entries(options))('%s: lists only files that are there', (_, overrides) => {
    const files = [...treeOf(overrides).keys()];
    expect(resourcesOf(overrides).filter((path) => !files.includes(path))).toEqual([]);
  });

  test.each(Object.entries(options))('%s: lies in no folder that is applied', (_, overrides) => {
    const kustomizations = [...treeOf(overrides).keys()].filter((path) =>
      /kustomization\.ya?ml$/i.test(path),
    );
    expect(kustomizations).toEqual(['kustomization.yaml']);
  });
});
