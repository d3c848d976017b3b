import { expect, test } from '@jest/globals';
import { refuseOwn } from '../../../scripts/up/refuse-own.ts';
import { configOf, type Overrides } from '../../support/configs.ts';

const arn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const roles = { own: true, cluster: arn('cluster'), node: arn('node') };
const none: string[] = [];

test.each<[string, Overrides, readonly string[], string | undefined]>([
  ['nothing own', {}, none, undefined],
  ['roles that are still to be made', { roles: { own: true } }, none, 'sock-shop has roles.own'],
  ['roles that are made', { roles }, none, undefined],
  [
    'one role of two',
    { roles: { own: true, cluster: arn('cluster') } },
    none,
    'sock-shop has roles.own',
  ],
  [
    'a template, by which launch-template makes the nodes',
    { roles, nodes: { launchTemplate: { own: true, id: 'lt-0123456789abcdef0' } } },
    none,
    'sock-shop has nodes.launchTemplate.own',
  ],
  ['nodes from a template', { nodes: { launchTemplate: { own: true } } }, ['workers'], undefined],
])('%s', (_, keys, nodeGroups, message) => {
  const refuse = () => refuseOwn(configOf(keys), { nodeGroups });
  if (message === undefined) expect(refuse).not.toThrow();
  else expect(refuse).toThrow(message);
});
