import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { AUTOSCALER } from '../../../charts/cluster-autoscaler/names.ts';
import type { AccountView } from '../../../scripts/verify/account.ts';
import type { Item } from '../../../scripts/verify/exercise.ts';
import { Live, type LiveObject } from '../../../scripts/verify/live.ts';
import { Memory } from '../../../scripts/verify/memory.ts';
import type { Probe } from '../../../scripts/verify/probe.ts';
import { verify } from '../../../scripts/verify/verify.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf } from '../../support/configs.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const config = configOf({ name: 'sock-shop' });
const synthesized = synthesize(config);
const RESUME = 'npm run resume -- --cluster sock-shop';
const nobody = async () => ({ answered: false, says: 'nobody is there' });
const probe: Probe = { http: nobody, portForward: nobody };
const nodes: LiveObject[] = ['a', 'b', 'c'].map((name) => ({
  kind: 'Node',
  metadata: { name },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
}));

const isWorkload = ({ kind }: { kind: string }) => kind === 'Deployment' || kind === 'StatefulSet';

/** All that is applied, each workload with so many pods, all ready. */
function cluster(replicasOf: (name: string) => number): LiveObject[] {
  return synthesized.files
    .flatMap(({ objects }) => objects)
    .map((object) => {
      if (!isWorkload(object)) return object;
      const replicas = replicasOf(object.metadata.name);
      const status = { readyReplicas: replicas, updatedReplicas: replicas };
      return { ...object, spec: { ...(object.spec as object), replicas }, status };
    });
}

async function open(live: LiveObject[], account?: AccountView): Promise<Item[]> {
  const memory = new Memory(join(temporaryFolder(), 'verify.json'), 'this cluster');
  const sight = { config, synthesized, live: new Live(live), probe, memory };
  const exercises = await verify({ ...sight, ...(account && { account }) }, [1, 2, 6]);
  return exercises.flatMap(({ items }) => items).filter(({ state }) => state !== 'done');
}

const nextOf = (items: readonly Item[], what: string) =>
  items.find((item) => item.what === what)?.next;

describe('what is scaled to 0 is scaled up, and not waited for', () => {
  test.each([
    ['payment', 'SockShop', 'kubectl scale deployment/payment -n sock-shop --replicas=1'],
    [
      AUTOSCALER,
      'the autoscaler',
      `kubectl scale deployment/${AUTOSCALER} -n kube-system --replicas=1`,
    ],
    [
      'nginx-ingress',
      'the ingress controller',
      'kubectl scale deployment/nginx-ingress -n nginx-ingress --replicas=1',
    ],
  ])('%s', async (stopped, what, next) => {
    const items = await open([...nodes, ...cluster((name) => (name === stopped ? 0 : 1))]);
    expect(nextOf(items, what)).toBe(next);
  });

  test('several at once', async () => {
    const two = ['carts', 'payment'];
    const items = await open([...nodes, ...cluster((name) => (two.includes(name) ? 0 : 1))]);
    expect(nextOf(items, 'SockShop')).toBe(
      'kubectl scale deployment/carts deployment/payment -n sock-shop --replicas=1',
    );
  });

  test('and what has pods that are not ready is waited for', async () => {
    const objects = cluster(() => 1).map((object) =>
      object.metadata.name === 'payment' ? { ...object, status: { readyReplicas: 0 } } : object,
    );
    expect(nextOf(await open([...nodes, ...objects]), 'SockShop')).toBe(
      'kubectl get pods -n sock-shop --watch',
    );
  });
});

describe('a paused cluster is resumed', () => {
  const account = (minSize: number, desiredSize: number, maxSize: number): AccountView => ({
    cluster: {
      name: 'sock-shop',
      status: 'ACTIVE',
      version: config.kubernetes,
      resourcesVpcConfig: {
        endpointPublicAccess: true,
        publicAccessCidrs: [...config.access.from],
      },
    },
    nodegroups: [{ nodegroupName: 'workers', scalingConfig: { minSize, desiredSize, maxSize } }],
    roles: {},
  });
  // Their pods have no node; pause has stopped the autoscaler.
  const paused = cluster((name) => (name === AUTOSCALER ? 0 : 1)).map((object) =>
    isWorkload(object) ? { ...object, status: { readyReplicas: 0 } } : object,
  );
  const nexts = async (...given: Parameters<typeof open>) =>
    Object.fromEntries((await open(...given)).map(({ what, next }) => [what, next]));

  test.each([
    ['as npm run pause leaves it', 1],
    ['whatever its maximum is', 4],
  ])('%s', async (_, max) => {
    expect(await nexts(paused, account(0, 0, max))).toMatchObject({
      'the node group': RESUME,
      nodes: RESUME,
      SockShop: RESUME,
      'the autoscaler': RESUME,
      'settled at 2 nodes': RESUME,
      'the ingress controller': RESUME,
    });
    const [group] = (await open(paused, account(0, 0, max))).filter(
      ({ what }) => what === 'the node group',
    );
    expect(group?.evidence).toBe(
      `workers is 0/0/${max} (min/desired/max), and should be 2/3/4: it is paused`,
    );
  });

  test('also where AWS was not asked: it has no nodes, and a stopped autoscaler', async () => {
    expect(await nexts(paused)).toMatchObject({ nodes: RESUME, 'the autoscaler': RESUME });
    expect(await nexts([...nodes, ...paused])).toMatchObject({
      'the autoscaler': `kubectl scale deployment/${AUTOSCALER} -n kube-system --replicas=1`,
    });
  });

  test('one that was never paused is not', async () => {
    const running = cluster(() => 1);
    expect(await nexts(running)).toMatchObject({
      nodes: 'eksctl create nodegroup -f dist/sock-shop/eksctl/cluster.yaml',
    });
    expect(Object.values(await nexts(running, account(1, 1, 1)))).not.toContain(RESUME);
  });
});
