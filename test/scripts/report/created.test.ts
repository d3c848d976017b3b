import { expect, test } from '@jest/globals';
import { exposedOf } from '../../../checks/exposure/exposed.ts';
import { type Created, createdOf } from '../../../scripts/report/created/created.ts';
import { createdSection } from '../../../scripts/report/created/created-section.ts';
import { type Door, doorsOf } from '../../../scripts/report/created/doors.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { classOf } from '../../support/class.ts';
import { configOf, type Overrides, options } from '../../support/configs.ts';

function made(overrides: Overrides = {}): { created: Created; doors: readonly Door[] } {
  const subject = synthesize(configOf(overrides));
  const created = createdOf(subject);
  if (!created) throw new Error('nothing is created');
  return { created, doors: doorsOf(subject, created, exposedOf(subject)) };
}

const nodesIn = ({ zones }: Created, kind: 'public' | 'private') =>
  zones.map(({ subnets }) =>
    subnets.filter((subnet) => subnet.kind === kind).reduce((sum, { nodes }) => sum + nodes, 0),
  );

const natGateways = ({ zones }: Created) =>
  zones.flatMap(({ subnets }) => subnets.filter(({ hasNatGateway }) => hasNatGateway));

const who = (doors: readonly Door[]) =>
  doors.map(({ box, from }) => [box.title, from?.title ?? 'nobody outside', box.passing]);

test('three zones with a node in each public subnet, and whoever may come in', () => {
  const { created, doors } = made();
  expect(nodesIn(created, 'public')).toEqual([1, 1, 1]);
  expect(nodesIn(created, 'private')).toEqual([0, 0, 0]);
  expect(natGateways(created)).toEqual([]);
  expect(who(doors)).toEqual([
    ['API endpoint, port 443', '203.0.113.10/32', false],
    ['Network load balancer, ports 80 and 443', '203.0.113.10/32', false],
    ['Node port 32000', '203.0.113.10/32', true],
    ['Network load balancer, port 8080', '203.0.113.10/32', true],
  ]);
});

test('a private network has its nodes in private subnets, a NAT gateway, and no node port for those outside', () => {
  const { created, doors } = made({ network: 'private', nodes: { desired: 4, max: 5 } });
  expect(nodesIn(created, 'private')).toEqual([2, 1, 1]);
  expect(nodesIn(created, 'public')).toEqual([0, 0, 0]);
  expect(natGateways(created)).toHaveLength(1);
  expect(who(doors)).toContainEqual(['Node port 32000', 'nobody outside', true]);
});

test('an existing VPC has the zones and subnets of the cluster file, and its own gateways', () => {
  const { created } = made(options['existing vpc']);
  expect(created.vpc).toEqual({ id: 'vpc-0123456789abcdef0', cidr: '10.20.0.0/16' });
  expect(created.zones.map(({ name, subnets }) => [name, subnets.map(({ id }) => id)])).toEqual([
    ['us-west-2a', ['subnet-0123456789abcdef0']],
    ['us-west-2b', ['subnet-0123456789abcdef1']],
  ]);
  expect(nodesIn(created, 'public')).toEqual([2, 1]);
  expect(natGateways(created)).toEqual([]);
});

test('volumes keep all nodes in one zone', () => {
  const { created } = made({ sockShop: { storage: 'persistent' } });
  expect(nodesIn(created, 'public')).toEqual([3, 0]);
  expect(created.nodes.zone).toBe('us-west-2a');
  expect(created.volumes).toBeGreaterThan(0);
});

test('an ALB is a door of its own; an Ingress behind a load balancer is not', () => {
  const titles = (overrides: Overrides) => made(overrides).doors.map(({ box }) => box.title);
  expect(titles({ ingress: { controller: 'alb' } })).toContain(
    'Application load balancer, port 80',
  );
  expect(titles({}).filter((title) => title.includes('port'))).toEqual(titles({}));
  expect(titles({}).join()).not.toContain('Application');
});

test('what a file applies for good is not drawn a second time for its exercise', () => {
  const { doors } = made({ jenkins: { service: 'LoadBalancer' } });
  expect(who(doors).filter(([title]) => title === 'Network load balancer, port 8080')).toEqual([
    ['Network load balancer, port 8080', '203.0.113.10/32', false],
  ]);
});

test('the learners of a class share a door', () => {
  const { doors } = made({ learners: classOf(20), nodes: { instanceType: 't3.xlarge', max: 12 } });
  expect(doors.map(({ box }) => box.title)).toContain('21 node ports');
  expect(doors).toHaveLength(4);
});

test('without a ClusterConfig there is no picture', () => {
  expect(createdSection(synthesize(configOf({ manifestsOnly: true })))).toBeUndefined();
});
