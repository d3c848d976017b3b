import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAll } from '../../scripts/shared/live-objects.ts';
import { options } from '../support/configs.ts';
import { applyProblems } from './support/applied.ts';
import { endpointProblems } from './support/endpoints.ts';
import { eventually } from './support/eventually.ts';
import { policyProblems } from './support/policies.ts';
import { runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';

const NAMESPACE = 'dev-bc-svc';

interface Service {
  readonly metadata: { readonly uid: string };
  readonly spec: {
    readonly type: string;
    readonly clusterIP: string;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly loadBalancerClass?: string;
    readonly ports: readonly { readonly port: number; readonly nodePort?: number }[];
  };
}

const variants = {
  ClusterIP: 'exercises/3-service-clusterip.k8s.yaml',
  NodePort: 'exercises/4-service-nodeport.k8s.yaml',
  LoadBalancer: 'exercises/5-service-loadbalancer.k8s.yaml',
} as const;

type Type = keyof typeof variants;

// One round trip through all six changes of type.
const round: Type[] = [
  'ClusterIP',
  'NodePort',
  'LoadBalancer',
  'ClusterIP',
  'LoadBalancer',
  'NodePort',
  'ClusterIP',
];

const cases = [
  ...builtMinors.map((version) => ({
    version,
    name: 'the default cluster',
    overrides: {},
    byController: false,
  })),
  { version: newestKubernetes, name: 'alb', overrides: options.alb!, byController: true },
];

describe.each(cases)(
  'Jenkins on $name, Kubernetes $version',
  ({ version, overrides, byController }) => {
    let world: World;

    beforeAll(async () => {
      world = await startWorld(version, overrides);
      await world.ok('apply', '-f', 'jenkins/1-jenkins.k8s.yaml');
      await runningProblems(world.plane);
    });

    afterAll(() => world.stop());

    const service = async (): Promise<Service> =>
      JSON.parse(await world.ok('get', 'service', 'jenkins', '-n', NAMESPACE, '-o', 'json'));

    test('each variant switches the type in place, all six ways', async () => {
      let before: Service | undefined;
      for (const type of round) {
        const applied = await world.kubectl(['apply', '-f', variants[type]]);
        expect(applyProblems(applied)).toEqual([]);
        const after = await service();
        const { spec } = after;
        const [port] = spec.ports;
        expect(spec.type).toBe(type);
        expect(after.metadata.uid).toBe(before?.metadata.uid ?? after.metadata.uid);
        expect(spec.clusterIP).toBe(before?.spec.clusterIP ?? spec.clusterIP);
        expect(port?.port).toBe(8080);
        expect(spec.loadBalancerSourceRanges).toEqual(
          type === 'LoadBalancer' ? ['203.0.113.10/32'] : undefined,
        );
        expect(spec.loadBalancerClass).toBe(
          type === 'LoadBalancer' && byController ? 'service.k8s.aws/nlb' : undefined,
        );
        if (type === 'NodePort') expect(port?.nodePort).toBe(32_000);
        if (type === 'ClusterIP') expect(port?.nodePort).toBeUndefined();
        if (type === 'LoadBalancer')
          expect(port?.nodePort).toEqual(
            before?.spec.type === 'NodePort' ? 32_000 : expect.any(Number),
          );
        expect(await eventually(() => endpointProblems(world.plane))).toEqual([]);
        expect(await policyProblems(world)).toEqual([]);
        before = after;
      }
    });

    test('deleting a variant deletes the Service alone', async () => {
      await world.ok('delete', '-f', variants.ClusterIP);
      expect(await policyProblems(world)).toEqual([]);
      const left = await world.ok('get', 'pods,services', '-n', NAMESPACE, '-o', 'name');
      expect(left.trim()).toBe('pod/jenkins');
    });

    test.each(Object.values(variants))('%s is accepted on its own', async (variant) => {
      expect(applyProblems(await world.kubectl(['apply', '-f', variant]))).toEqual([]);
      expect(await eventually(() => endpointProblems(world.plane))).toEqual([]);
      await world.ok('delete', '-f', variant);
    });

    test('deleting the namespace deletes everything', async () => {
      await world.ok('apply', '-f', variants.NodePort);
      await world.ok('delete', 'namespace', NAMESPACE, '--timeout=60s');
      for (const path of ['pods', 'services', 'namespaces']) {
        const all = await readAll(world.plane.api, `/api/v1/${path}`);
        expect(all.map(({ metadata }) => metadata.namespace)).not.toContain(NAMESPACE);
        expect(all.map(({ metadata }) => metadata.name)).not.toContain(NAMESPACE);
      }
    });
  },
);
