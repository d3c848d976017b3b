import { describe, expect, test } from '@jest/globals';
import { at, list } from '../../checks/values.ts';
import type { KubeObject } from '../../output/manifest.ts';
import {
  type KubernetesVersion,
  kubernetesVersions,
  newestKubernetes,
  oldestKubernetes,
} from '../../tables/kubernetes.ts';
import { type Overrides, withIngressNginx } from '../support/configs.ts';
import { find, objectsOf } from '../support/objects.ts';
import { autoscalerKnows } from './support/autoscaler-flags.ts';
import {
  albProblems,
  type Controller,
  ingressNginxProblems,
  nginxProblems,
} from './support/ingress-rules.ts';
import { images } from '../../tables/images.ts';
import { ingressNginxVersions } from '../../tables/ingress-releases.ts';
import { parseImage } from '../../checks/containers/image-reference.ts';

const hosts: Overrides[] = [{}, { host: 'shop.example.com' }];

describe.each(kubernetesVersions)('what no API server sees, on Kubernetes %s', (minor) => {
  test("the autoscaler's flags are among those that its version knows", () => {
    const args = argsOf(objectsFor(minor, {}), 'cluster-autoscaler');
    expect(unknownFlags(minor, args)).toEqual([]);
  });

  test.each(hosts)('NGINX takes the Ingress, %j', (ingress) => {
    const objects = objectsFor(minor, { ingress: { controller: 'nginx', ...ingress } });
    const controller = {
      release: parseImage(images.nginxIngress).tag ?? '',
      args: argsOf(objects, 'nginx-ingress'),
    };
    expect(nginxProblems(shopIngress(objects), controller)).toEqual([]);
  });

  test.each(hosts)('the other controllers take theirs, %j', (ingress) => {
    const controllers = [
      ...(ingressNginxVersions.includes(minor)
        ? [['ingress-nginx', ingressNginxProblems] as const]
        : []),
      ['alb', albProblems] as const,
    ];
    for (const [controller, problems] of controllers) {
      const objects = objectsFor(minor, { ingress: { controller, ...ingress } });
      expect(problems(shopIngress(objects))).toEqual([]);
    }
  });
});

describe('the rules can fail', () => {
  const good = shopIngress(objectsOf());
  const nginx: Controller = { release: '5.5.4', args: ['-allow-empty-ingress-host'] };

  test('a flag that came later, one that is gone, and one that never was', () => {
    const flags = ['--max-startup-time=1m', '--max-empty-bulk-delete=1', '--skip-nodes'];
    expect(unknownFlags(oldestKubernetes, flags)).toEqual(['max-startup-time', 'skip-nodes']);
    expect(unknownFlags(newestKubernetes, flags)).toEqual(['max-empty-bulk-delete', 'skip-nodes']);
  });

  test('an Ingress without a host, where the controller was not told to allow it', () => {
    expect(nginxProblems(good, { ...nginx, args: [] })).toEqual([
      'spec.rules[0].host: Required value',
    ]);
  });

  test('a release before 5.5, which neither knows the flag nor takes a rule without a host', () => {
    expect(nginxProblems(good, { ...nginx, release: '5.4.3' })).toEqual([
      '5.4.3 knows no flag -allow-empty-ingress-host',
      'spec.rules[0].host: Required value',
    ]);
  });

  test.each(['', 'shop', '//shop', '/a b', '/../shop', '/{id}'])('the path "%s"', (path) => {
    expect(nginxProblems(withPath(good, path), nginx)).toHaveLength(1);
  });

  test('a path that only a pattern may hold', () => {
    const own = shopIngress(objectsOf(withIngressNginx));
    expect(ingressNginxProblems(own)).toEqual([]);
    expect(ingressNginxProblems(withPath(own, '/shop(/|$)(.*)'))).toHaveLength(1);
  });

  test("another controller's annotation, and one that nobody knows", () => {
    const annotated = (key: string, value: string) => ({
      ...good,
      metadata: { ...good.metadata, annotations: { [key]: value } },
    });
    const rewrite = annotated('nginx.ingress.kubernetes.io/rewrite-target', '/');
    expect(nginxProblems(rewrite, nginx)).toHaveLength(1);
    expect(ingressNginxProblems(annotated('nginx.org/rewrites', 'x'))).toHaveLength(1);
    expect(albProblems(annotated('alb.ingress.kubernetes.io/schema', 'internal'))).toHaveLength(1);
    expect(albProblems(annotated('alb.ingress.kubernetes.io/scheme', 'public'))).toHaveLength(1);
  });
});

function objectsFor(kubernetes: KubernetesVersion, overrides: Overrides): KubeObject[] {
  return objectsOf({ ...overrides, kubernetes, manifestsOnly: true });
}

function shopIngress(objects: readonly KubeObject[]): KubeObject {
  return find(objects, 'Ingress', 'sock-shop-ingress');
}

function argsOf(objects: readonly KubeObject[], deployment: string): string[] {
  const containers = at(
    find(objects, 'Deployment', deployment),
    'spec',
    'template',
    'spec',
    'containers',
  );
  return list(containers).flatMap((container) => list(at(container, 'args')).map(String));
}

function unknownFlags(minor: KubernetesVersion, args: readonly string[]): string[] {
  const names = args.map((arg) => arg.replace(/^-+/, '').replace(/=.*$/, ''));
  return names.filter((name) => !autoscalerKnows(minor, name));
}

function withPath(ingress: KubeObject, path: string): KubeObject {
  const copy = structuredClone(ingress) as KubeObject & {
    spec: { rules: { http: { paths: { path: string }[] } }[] };
  };
  copy.spec.rules[0]!.http.paths[0]!.path = path;
  return copy;
}
