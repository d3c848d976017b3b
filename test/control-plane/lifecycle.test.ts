import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Kubectl } from '../../aws/kubectl.ts';
import type { ControlPlane } from '../../control-plane/control-plane.ts';
import { withinSteps } from '../../scripts/down/within.ts';
import { kustomizationsOf, suspendArguments } from '../../aws/flux.ts';
import {
  autoscalerReplicas,
  scaleArguments,
  stopAutoscaler,
} from '../../scripts/pause/autoscaler.ts';
import { barePods } from '../../scripts/pause/bare-pods.ts';
import { createSecrets } from '../../aws/apply/apply.ts';
import { rolloutCalls } from '../../aws/apply/rollouts.ts';
import { readRunning } from '../../scripts/upgrade/running.ts';
import type { Aws } from '../../aws/clients.ts';
import { minorOf, newestKubernetes } from '../../tables/kubernetes.ts';
import { FluxWorld } from './support/flux-world.ts';
import { startWorld, type World } from './support/world.ts';

// What up, pause, resume, upgrade and down ask of kubectl, on a real API server with real kubectl.
describe('a running cluster', () => {
  let world: World;
  let kubectl: Kubectl;

  beforeAll(async () => {
    world = await startWorld(newestKubernetes, { sockShop: { storage: 'persistent' } });
    kubectl = kubectlOf(world.plane);
  });
  afterAll(() => world.stop());

  test('the API is asked whether it answers', async () => {
    expect(await kubectl.refusal()).toBeUndefined();
  });

  test('the Secret is made before the apps, once, and everything that is waited for comes', async () => {
    await createSecrets(kubectl, world.synthesized);
    const read = () =>
      world.ok('get', 'secret', '-n', 'sock-shop', 'catalogue-db', '-o', 'jsonpath={.data}');
    const value = await read();
    expect(value).toContain('root-password');
    await createSecrets(kubectl, world.synthesized);
    expect(await read()).toBe(value);

    await world.ok('apply', ...world.everything);
    const calls = rolloutCalls(world.synthesized);
    expect(calls.flat().join(' ')).toMatch(/deployment\/front-end.*statefulset\/.*pod\/jenkins/);
    for (const args of calls) await kubectl.show(args);
  });

  test('bare pods are told from those that come back', async () => {
    expect(await barePods(kubectl)).toEqual([expect.stringMatching(/-bc-svc\/jenkins$/)]);
  });

  test('the autoscaler is read, stopped and started', async () => {
    expect(await autoscalerReplicas(kubectl)).toBe(1);
    expect(await runningAutoscaler(kubectl)).toBe(minorOf(newestKubernetes).autoscaler);
    await stopAutoscaler(kubectl);
    expect(await autoscalerReplicas(kubectl)).toBe(0);
    // Without a pod to wait for, too.
    await stopAutoscaler(kubectl);
    await kubectl.show(scaleArguments(1));
    expect(await autoscalerReplicas(kubectl)).toBe(1);
  });

  test('without Flux there is nothing to suspend; Ingresses and load balancers go', async () => {
    expect(await kustomizationsOf(kubectl)).toEqual([]);
    const steps = await withinSteps(kubectl, () => Promise.resolve(0));
    expect(steps.map(({ commands }) => commands?.length)).toEqual([2]);
    for (const { run } of steps) await run();
    expect(await world.ok('get', 'ingress', '-A', '--no-headers')).toBe('');
    expect(await world.ok('get', 'service', '-A')).not.toContain('LoadBalancer');
    expect(await withinSteps(kubectl, () => Promise.resolve(0))).toEqual([]);
  });

  test('a cluster without the autoscaler has no replicas of it', async () => {
    await world.ok('delete', 'deployment', '-n', 'kube-system', 'cluster-autoscaler');
    expect(await autoscalerReplicas(kubectl)).toBeUndefined();
    expect(await runningAutoscaler(kubectl)).toBeUndefined();
  });
});

test('Flux is suspended, its own Kustomization first, and resumed', async () => {
  const world = await FluxWorld.start({ flux: { url: 'https://github.com/example/clusters' } });
  try {
    const kubectl = kubectlOf(world.plane);
    expect(await kustomizationsOf(kubectl)).toEqual([]);
    for (const name of ['apps', 'flux-system']) await world.kustomization(name, './x');
    const read = async () =>
      (await kustomizationsOf(kubectl)).map(({ name, suspended }) => `${name} ${suspended}`);
    expect(await read()).toEqual(['flux-system false', 'apps false']);
    for (const suspend of [true, false]) {
      for (const one of await kustomizationsOf(kubectl)) {
        await kubectl.show(suspendArguments(one, suspend));
      }
      expect(await read()).toEqual([`flux-system ${suspend}`, `apps ${suspend}`]);
    }
  } finally {
    await world.stop();
  }
});

function kubectlOf(plane: ControlPlane): Kubectl {
  const capture: Kubectl['capture'] = (args, input) =>
    plane.kubectl([...args], input === undefined ? {} : { input });
  const ok = async (args: readonly string[], input?: string) => {
    const { code, stdout, stderr } = await capture(args, input);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  return {
    capture,
    show: async (args) => void (await ok(args)),
    text: ok,
    json: async <T>(args: readonly string[]) => JSON.parse(await ok([...args, '-o', 'json'])) as T,
    refusal: async () => {
      const { code, stderr } = await capture(['get', '--raw=/readyz']);
      return code === 0 ? undefined : stderr;
    },
  };
}

// EKS has nothing to tell here.
async function runningAutoscaler(kubectl: Kubectl): Promise<string | undefined> {
  const nothing = { paginateListNodegroups: () => [], paginateListAddons: () => [] };
  const aws = { eks: () => Promise.resolve(nothing) } as unknown as Aws;
  return (await readRunning(aws, {}, kubectl)).autoscaler;
}
