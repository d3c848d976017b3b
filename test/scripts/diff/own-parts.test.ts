import { describe, expect, test } from '@jest/globals';
import { diffCluster } from '../../../scripts/diff/cluster-diff.ts';
import type { Overrides } from '../../support/configs.ts';
import { treeOf } from '../../support/trees.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';
import { previousKubernetes } from '../../support/kubernetes.ts';

const DOWN = 'npm run down -- --cluster sock-shop --region us-west-2 --yes';
const MAKE = 'npm run launch-template -- --cluster sock-shop --yes';
const CREATE = 'eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml';
const DELETE_GROUP =
  'eksctl delete nodegroup --cluster sock-shop --region us-west-2 --name workers --drain=false';
// Every folder that is applied, however many there are.
const applied =
  treeOf()
    .get('kustomization.yaml')
    ?.matchAll(/^ +- ([\w-]+)\//gm) ?? [];
const folders = new Set([...applied].map(([, folder]) => `-f dist/sock-shop/${folder}`));
const APPLY = `kubectl apply ${[...folders].join(' ')}`;

const template = (keys: object = {}, nodes: object = {}) => ({
  nodes: { launchTemplate: { own: true, ...keys }, ...nodes },
});
const made = { id: 'lt-0123456789abcdef0', version: 2 };
const roles = (keys: object = {}) => ({ roles: { own: true, ...keys } });
const arns = {
  cluster: 'arn:aws:iam::111122223333:role/cluster',
  node: 'arn:aws:iam::111122223333:role/node',
};

// Policies have tests of their own.
const commands = (before: Overrides | undefined, after: Overrides) =>
  diffCluster('sock-shop', before && treeOf(before), treeOf(after))
    .steps.map(({ command }) => command)
    .filter((command) => !command.startsWith('aws iam '));

describe("roles and a launch template of one's own", () => {
  test.each<[string, Overrides | undefined, Overrides, string[]]>([
    ['a new cluster with both', undefined, { ...template(), ...roles() }, [MAKE, APPLY]],
    ['a new cluster with roles', undefined, roles(), [MAKE, CREATE, APPLY]],
    ['a template for a cluster that is there', {}, template(), [DELETE_GROUP, MAKE]],
    ['the same, once it is made', {}, template(made), [DELETE_GROUP, MAKE]],
    ['roles for a cluster that is there', {}, roles(), [DOWN, MAKE, CREATE, APPLY]],
    ['what was awaited and is made', template(), template(made), [MAKE, APPLY]],
    ['roles that were awaited and are made', roles(), roles(arns), [MAKE, CREATE, APPLY]],
    [
      'another instance type',
      template(made),
      template(made, { instanceType: 'm6i.large' }),
      [MAKE],
    ],
    ['another version', template(made), template({ ...made, version: 3 }), [MAKE]],
  ])('%s', (_, before, after, expected) => {
    expect(commands(before, after)).toEqual(expected);
  });

  test('roles that change are deployed anew', () => {
    const boundary = 'arn:aws:iam::111122223333:policy/x';
    expect(commands(roles(arns), roles({ ...arns, boundary })).at(-1)).toBe(MAKE);
  });

  test.each([
    ['EKS chooses', {}, 'eksctl upgrade nodegroup'],
    ['the template says', { ami: 'ssm' }, MAKE],
  ])('a new minor, where %s the image: the nodes are replaced once', (_, image, replacing) => {
    const at = (kubernetes: string) => ({ kubernetes, ...template({ ...made, ...image }) });
    const steps = commands(at(previousKubernetes), at(defaultKubernetes));
    expect(steps[0]).toContain('eksctl upgrade cluster');
    const replaced = steps.filter((step) => /upgrade nodegroup|launch-template/.test(step));
    expect(replaced).toEqual([expect.stringContaining(replacing)]);
  });

  test('nothing where nothing changed, made or not', () => {
    expect(commands(template(), template())).toEqual([]);
    expect(commands(template(made), template(made))).toEqual([]);
  });

  test('no template any more: the group is made anew', () => {
    expect(commands(template(made), {})).toHaveLength(4);
    expect(commands(template(made), {}).join()).not.toContain('launch-template');
  });
});
