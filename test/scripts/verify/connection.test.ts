import { describe, expect, test } from '@jest/globals';
import type { AccountView } from '../../../scripts/verify/account.ts';
import { elsewhereItems } from '../../../scripts/verify/cluster.ts';
import { connectionItem } from '../../../scripts/verify/connection.ts';
import { contextOf } from '../../../scripts/verify/context.ts';
import { configOf } from '../../support/configs.ts';

const config = configOf({ name: 'sock-shop' });
const SERVER = 'https://abc.eks.example.com';
const next = 'npm run kubeconfig -- --cluster sock-shop';

const viewOf = (name: string, args?: readonly string[]) => ({
  'current-context': name,
  clusters: [{ name, cluster: { server: SERVER } }],
  users: [{ name, user: args ? { exec: { args } } : { token: 'REDACTED' } }],
});
const getToken = (cluster: string, region: string) =>
  viewOf(`${cluster}.${region}`, [
    '--region',
    region,
    'eks',
    'get-token',
    '--cluster-name',
    cluster,
  ]);

describe('a context says which cluster of EKS it signs in to', () => {
  test.each([
    ['as the AWS CLI does', getToken('a', 'us-west-2'), { name: 'a', region: 'us-west-2' }],
    ['as the authenticator does', viewOf('x', ['token', '--cluster-id', 'a']), { name: 'a' }],
    ['as eksctl calls the authenticator', viewOf('x', ['token', '-i', 'a']), { name: 'a' }],
    ['or does not', viewOf('kind-kind'), undefined],
    ['or calls something else', viewOf('x', ['login', '--cluster-name']), undefined],
  ])('%s', (_, view, eks) => {
    expect(contextOf(view)?.eks).toEqual(eks);
  });

  test('there may be none', () => {
    expect(contextOf({ 'current-context': '', clusters: null, users: null })).toBeUndefined();
  });
});

describe('where AWS was not asked', () => {
  const judged = (view: object, own = config) => connectionItem(own, undefined, contextOf(view));

  test('another cluster is known by where the context signs in', () => {
    expect(judged(getToken('try134', 'us-west-2'))).toMatchObject({
      state: 'wrong',
      evidence: "kubectl's current context is try134.us-west-2, not sock-shop.us-west-2",
      next,
    });
    expect(judged(getToken('sock-shop', 'eu-west-1'))).toMatchObject({ state: 'wrong' });
  });

  test.each([
    ['its own context', getToken('sock-shop', 'us-west-2')],
    ['one of the authenticator, which names no region', viewOf('x', ['token', '-i', 'sock-shop'])],
    ['one that signs in to no cluster of EKS', viewOf('control-plane')],
  ])('%s is right', (_, view) => {
    expect(judged(view)).toMatchObject({ state: 'done' });
  });

  test('with manifestsOnly, any cluster is right', () => {
    const own = configOf({ name: 'sock-shop', manifestsOnly: true });
    expect(judged(getToken('prod-1', 'us-west-2'), own)).toMatchObject({ state: 'done' });
  });
});

describe('where AWS was asked', () => {
  const view = (endpoint?: string): AccountView => ({
    ...(endpoint && { cluster: { name: 'sock-shop', status: 'ACTIVE', endpoint } }),
    nodegroups: [],
    roles: {},
  });

  test("the cluster's address decides, and nothing else is said of another one", () => {
    const own = contextOf(getToken('sock-shop', 'us-west-2'));
    expect(elsewhereItems(config, view('https://ABC.eks.example.com/'), own)).toEqual([]);
    expect(elsewhereItems(config, view('https://new.eks.example.com'), own)).toEqual([
      {
        what: 'kubectl is connected to it',
        state: 'wrong',
        evidence: `the current context sock-shop.us-west-2 is ${SERVER}, and sock-shop is https://new.eks.example.com`,
        next,
      },
    ]);
  });

  test('a cluster that is not there is to be made first', () => {
    const other = contextOf(getToken('try134', 'us-west-2'));
    expect(elsewhereItems(config, view(), other)).toEqual([
      expect.objectContaining({
        evidence: 'EKS has no sock-shop in us-west-2',
        next: 'npm run up -- --cluster sock-shop --only cluster',
      }),
    ]);
  });
});
