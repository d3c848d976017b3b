import { describe, expect, test } from '@jest/globals';
import { diffCluster } from '../../../scripts/diff/cluster-diff.ts';
import { plain } from '../../../scripts/diff/paint.ts';
import { report } from '../../../scripts/diff/report.ts';
import type { Overrides } from '../../support/configs.ts';
import { treeOf } from '../../support/trees.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';
import { previousKubernetes } from '../../support/kubernetes.ts';

const url = 'https://github.com/example/clusters';
const flux = { url };
const withFlux = (keys: Overrides = {}) => ({ flux, ...keys });
const diff = (before: Overrides | undefined, after: Overrides | undefined) =>
  diffCluster('sock-shop', before && treeOf(before), after && treeOf(after));
const commands = (before: Overrides | undefined, after: Overrides | undefined) =>
  diff(before, after).steps.map(({ command }) => command);
const pushOf = (before: Overrides, after: Overrides) =>
  diff(before, after).steps.find(({ command }) => command === 'git push')?.why;

const BEGIN = 'flux install && kubectl apply -f dist/sock-shop/flux';

describe('a cluster that Flux applies', () => {
  test('that is new gets its Flux, and by hand what Flux leaves alone', () => {
    expect(commands(undefined, withFlux())).toEqual([
      'eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml',
      'git push',
      BEGIN,
      'kubectl apply -f dist/sock-shop/jenkins',
    ]);
    expect(commands(undefined, { flux: { url, jenkins: true } }).slice(-2)).toEqual([
      'git push',
      BEGIN,
    ]);
  });

  test('gets a change by a push, and no kubectl', () => {
    const after = withFlux({ sockShop: { frontEndReplicas: 3 } });
    expect(commands(withFlux(), after)).toEqual(['git push']);
    expect(pushOf(withFlux(), after)).toBe(
      `dist/sock-shop, once committed (main of ${url}, or by a merge): Flux then applies apps/1-sock-shop.k8s.yaml`,
    );
  });

  test('gets Jenkins from a person, unless Flux is told of it', () => {
    const service = { jenkins: { service: 'NodePort' } };
    expect(commands(withFlux(), withFlux(service))).toEqual([
      'kubectl apply -f dist/sock-shop/jenkins/2-jenkins-service.k8s.yaml',
    ]);
    const told = { flux: { url, jenkins: true } };
    expect(commands(told, { ...told, ...service })).toEqual(['git push']);
  });

  test('has its control plane upgraded before the push that brings the autoscaler', () => {
    const steps = commands(
      withFlux({ kubernetes: previousKubernetes }),
      withFlux({ kubernetes: defaultKubernetes }),
    );
    expect(steps[0]).toContain('eksctl upgrade cluster');
    expect(steps.at(-1)).toBe('git push');
  });

  test('loses what is gone by pruning', () => {
    const after = withFlux({ ingress: { controller: 'none' } });
    expect(commands(withFlux(), after)).toEqual(['git push']);
    expect(pushOf(withFlux(), after)).toMatch(/ deletes .*Namespace nginx-ingress/);
    const said = report([diff(withFlux(), after)], 'HEAD', plain);
    expect(said).toMatch(/- ClusterRole nginx-ingress .*\n {4}Flux deletes this\n/);
    expect(said).not.toContain("kubectl apply doesn't delete");
  });

  test('keeps its data until a person deletes it', () => {
    const shop = (storage: string) => withFlux({ sockShop: { storage } });
    const steps = commands(shop('persistent'), shop('ephemeral'));
    const push = steps.indexOf('git push');
    expect(steps.indexOf('kubectl delete statefulset catalogue-db -n sock-shop')).toBeGreaterThan(
      push,
    );
  });

  test('has a folder that is gone deleted with its Kustomization', () => {
    const told = { flux: { url, jenkins: true } };
    expect(commands(told, withFlux({ jenkins: { enabled: false } }))).toEqual([
      'git push',
      'kubectl delete kustomization sock-shop-jenkins -n flux-system --ignore-not-found',
    ]);
  });

  test('gets Jenkins by hand once Flux has let it go', () => {
    expect(commands({ flux: { url, jenkins: true } }, withFlux())).toEqual([
      'git push',
      'kubectl delete kustomization sock-shop-jenkins -n flux-system --ignore-not-found',
      'kubectl apply -f dist/sock-shop/jenkins/1-jenkins.k8s.yaml -f dist/sock-shop/jenkins/2-jenkins-service.k8s.yaml',
    ]);
  });

  test('tells Flux what it is told', () => {
    expect(commands(withFlux(), { flux: { url, branch: 'live' } })).toEqual([
      'git push',
      'kubectl apply -f dist/sock-shop/flux',
    ]);
  });

  test('that is there already is taken over', () => {
    expect(commands({}, withFlux())).toEqual(['git push', BEGIN]);
  });

  test('keeps everything when Flux goes', () => {
    expect(commands(withFlux(), {})).toEqual(['flux uninstall']);
    expect(report([diff(withFlux(), {})], 'HEAD', plain)).toContain(
      'is deleted by flux uninstall, which keeps what Flux applied',
    );
  });

  test('reads a registry by way of a pipeline', () => {
    const oci = { flux: { url: 'oci://ghcr.io/example/clusters' } };
    expect(pushOf(oci, { ...oci, sockShop: { frontEndReplicas: 3 } })).toContain(
      'your pipeline pushes it as oci://ghcr.io/example/clusters:latest',
    );
  });

  test("that is someone else's: Flux goes first, lest it bring back what is deleted", () => {
    const steps = commands(withFlux({ manifestsOnly: true }), undefined);
    expect(steps).toContain(
      'kubectl delete kustomization sock-shop-platform -n flux-system --ignore-not-found',
    );
    expect(steps.at(-1)).toMatch(/^kubectl delete namespace/);
    expect(steps).not.toContain('kubectl delete namespace sock-shop');
  });
});
