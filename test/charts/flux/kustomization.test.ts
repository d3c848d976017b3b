import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { kustomizationOf, type Kustomization } from '../../../output/kustomization.ts';
import type { Tree } from '../../../output/tree.ts';
import { options } from '../../support/configs.ts';
import { isStock } from '../../support/stock.ts';
import { treeOf } from '../../support/trees.ts';

const resourcesOf = (tree: Tree) =>
  (load(tree.get('kustomization.yaml') ?? '') as Kustomization).resources;

describe('the kustomization of a cluster', () => {
  test('lists what is applied, in its order: no ClusterConfig, no variant, nothing for Flux', () => {
    const resources = resourcesOf(treeOf({ flux: { url: 'https://github.com/example/clusters' } }));
    expect(resources.filter((path) => /^(eksctl|exercises|flux)\//.test(path))).toEqual([]);
    expect(resources.filter(isStock)).toEqual([
      'platform/cluster-autoscaler.k8s.yaml',
      'platform/ingress-controller.k8s.yaml',
      'apps/1-sock-shop.k8s.yaml',
      'apps/2-sock-shop-ingress.k8s.yaml',
      'jenkins/1-jenkins.k8s.yaml',
      'jenkins/2-jenkins-service.k8s.yaml',
    ]);
  });

  test.each(Object.entries(options))(
    '%s: lists only files that are there, and is the only one',
    (_, overrides) => {
      const tree = treeOf(overrides);
      const files = [...tree.keys()];
      expect(resourcesOf(tree).filter((path) => !files.includes(path))).toEqual([]);
      // In a folder that is applied, it would be refused by kubectl, or taken for the folder's own by Flux.
      expect(files.filter((path) => /kustomization\.ya?ml$/i.test(path))).toEqual([
        'kustomization.yaml',
      ]);
    },
  );

  test('a folder of a chart of your own comes last', () => {
    const files = ['hello/1-hello', 'exercises/1-try', 'apps/1-shop', 'platform/scaler'].map(
      (path) => ({ path, objects: [], alternative: path.startsWith('exercises') }),
    );
    expect(kustomizationOf(files).resources).toEqual([
      'platform/scaler',
      'apps/1-shop',
      'hello/1-hello',
    ]);
  });
});
