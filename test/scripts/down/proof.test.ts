import { describe, expect, test } from '@jest/globals';
import type { Claimed } from '../../../scripts/down/owner.ts';
import { doubt, type Proof, stackDoubt, UNPROVED } from '../../../scripts/down/proof.ts';

const PROJECT = { project: 'eks-sock-shop', cluster: 'shop' };
const tags = (all: Record<string, string> = {}) => new Map(Object.entries(all));

const proof: Proof = {
  name: 'shop',
  region: 'us-west-2',
  account: '123456789012',
  owner: 'ana',
  stacks: [{ name: 'eksctl-shop-cluster', status: 'CREATE_COMPLETE', id: 'arn:s', tags: tags() }],
  vpcs: new Set(['vpc-1']),
  issuers: new Set(),
  volumes: new Set(),
  isObserved: false,
};

describe('a thing that carries the name', () => {
  const marked = { 'kubernetes.io/cluster/shop': 'owned', KubernetesCluster: 'shop' };

  test.each([
    ['by the tags of the project and the cluster', { tags: tags(PROJECT) }],
    ['by these, and its owner', { tags: tags({ ...PROJECT, owner: 'ana' }) }],
    ["by the cluster's network", { tags: tags(marked), vpc: 'vpc-1' }],
    ['by the stack that made it', { tags: tags({ 'aws:cloudformation:stack-id': 'arn:s' }) }],
  ])('is proved %s', (_, thing) => {
    expect(doubt(proof, thing)).toBeUndefined();
  });

  test.each([
    ["Kubernetes' own tags", { tags: tags(marked) }],
    ["eksctl's tag", { tags: tags({ 'alpha.eksctl.io/cluster-name': 'shop' }) }],
    ['the project alone', { tags: tags({ project: 'eks-sock-shop' }) }],
    ['the cluster alone', { tags: tags({ cluster: 'shop' }) }],
    ["another cluster's tags", { tags: tags({ ...PROJECT, cluster: 'shop-2' }) }],
    ["another project's tags", { tags: tags({ ...PROJECT, project: 'blue' }) }],
    ['another network', { tags: tags(marked), vpc: 'vpc-2' }],
    ['another stack', { tags: tags({ 'aws:cloudformation:stack-id': 'arn:t' }) }],
  ])('is not proved by %s', (_, thing) => {
    expect(doubt(proof, thing)).toBe(UNPROVED);
  });

  test("of another account is none of the cluster's, whatever its tags and its network", () => {
    const thing = { tags: tags(PROJECT), vpc: 'vpc-1', account: '999999999999' };
    expect(doubt(proof, thing)).toBe('it belongs to account 999999999999');
    expect(doubt(proof, { ...thing, account: proof.account })).toBeUndefined();
  });

  test('of another owner stays, where an owner is known', () => {
    const thing = { tags: tags({ ...PROJECT, owner: 'ben' }) };
    expect(doubt(proof, thing)).toBe('it belongs to ben');
    expect(doubt({ ...proof, owner: undefined }, thing)).toBeUndefined();
  });
});

describe('a stack that carries the name', () => {
  const gone: Claimed = { name: 'shop', region: 'us-west-2' };
  const arn = 'arn:aws:eks:us-west-2:123456789012:cluster/shop';
  const live: Claimed = { ...gone, cluster: { name: 'shop', arn, createdAt: new Date(1000) } };
  const stack = (name: string, all: Record<string, string>, more: object = {}) => ({
    name,
    status: 'CREATE_COMPLETE',
    tags: tags({ 'alpha.eksctl.io/cluster-name': 'shop', ...all }),
    ...more,
  });

  test.each([
    ['its own tags', gone, stack('eksctl-shop-cluster', PROJECT)],
    ['its own tags, of this project', gone, stack('eks-sock-shop-shop-roles', PROJECT)],
    [
      'the cluster that it made',
      live,
      stack('eksctl-shop-cluster', {}, { outputs: new Map([['ARN', arn]]) }),
    ],
    [
      'its age: by hand, since the cluster is there',
      live,
      stack('eksctl-shop-addon-iamserviceaccount-a-b', {}, { made: new Date(2000) }),
    ],
  ])('is proved by %s', (_, claimed, one) => {
    expect(stackDoubt(claimed, one)).toBeUndefined();
  });

  test.each([
    ["eksctl's tag alone", gone, stack('eksctl-shop-cluster', {})],
    ['a name of this project alone', gone, stack('eks-sock-shop-shop-roles', {})],
    ["another project's tags", live, stack('eks-sock-shop-shop-roles', { project: 'blue' })],
    ["another cluster's", gone, stack('eksctl-shop-cluster', { ...PROJECT, cluster: 'shop-2' })],
    ['an age before the cluster', live, stack('eksctl-shop-addon-x', {}, { made: new Date(500) })],
    [
      'another cluster of that name',
      live,
      stack('eksctl-shop-cluster', {}, { outputs: new Map([['ARN', 'arn:other']]) }),
    ],
    ['nothing that it says', live, stack('eksctl-shop-cluster', {})],
  ])('is not proved by %s', (_, claimed, one) => {
    expect(stackDoubt(claimed, one)).toBe(UNPROVED);
  });

  test.each(['blue-prod-db', 'eksctl-shop-2-cluster', 'eksctl-my-shop-cluster', 'eksctl-shop-'])(
    'is not proved by copied tags under the name %s',
    (name) => {
      expect(stackDoubt(live, stack(name, PROJECT, { made: new Date(2000) }))).toBe(
        'eksctl does not use this name for a stack of this cluster',
      );
    },
  );
});
