import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { calls } from '../../charts/sock-shop/call-graph.ts';
import { allocatableOf } from '../../checks/capacity/allocatable.ts';
import { HOURS_A_DAY, HOURS_A_MONTH, priceOf } from '../../checks/capacity/price.ts';
import { formatCpu, formatMemory } from '../../checks/capacity/quantities.ts';
import { appliedObjects } from '../../checks/capacity/values.ts';
import { totalDemand } from '../../checks/capacity/total-demand.ts';
import { titles } from '../../scripts/verify/exercise.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { findInstanceType } from '../../tables/instance-types.ts';
import { controlPlanePrice, regionPrices } from '../../tables/prices.ts';
import { configOf } from '../support/configs.ts';
import { fileOf } from '../support/objects.ts';
import { projectFile } from '../support/processes.ts';
import { stockOf } from '../support/stock.ts';

const TYPE = 't3.large';
const REGION = 'us-west-2';
const EVENING = 3;
// The chapter's own estimates for its six exercises, in minutes.
const ESTIMATES = [480, 240, 60, 60, 30, 60];
const CHAPTER = ESTIMATES.reduce((all, each) => all + each) / 60;
const NIGHT = 14;
// From Friday at 18:00 to Monday at 9:00.
const WEEKEND = 63;
const shipped = stockOf(synthesize(configOf()));
const pageOf = (name: string) =>
  readFileSync(projectFile(name === 'README' ? 'README.md' : `docs/${name}.md`), 'utf8').replaceAll(
    /\s+/g,
    ' ',
  );

const month = (nodes: number) => (priceOf(shipped, TYPE, nodes).hour * HOURS_A_MONTH).toFixed(2);
const balancer = regionPrices(REGION).networkLoadBalancer ?? 0;
const usd = (nodes: number, hours: number) =>
  (priceOf(shipped, TYPE, nodes).hour * hours).toFixed(2);
const bill = (nodes: number) =>
  new Map(
    priceOf(shipped, TYPE, nodes).lines.map(({ item, hour }) => [item, (hour ?? 0).toFixed(4)]),
  );
// A load balancer has an address in each zone: those that are left without nodes.
const oneBalancers = bill(0).get('public IPv4 address') ?? '';
const standard = controlPlanePrice(REGION, 'standard') ?? 0;
const extended = controlPlanePrice(REGION, 'extended') ?? 0;
const share = Math.round((100 * standard) / priceOf(shipped, TYPE, 3).hour);
const node = allocatableOf(TYPE);
const demand = totalDemand(shipped);
const type = findInstanceType(TYPE);
const addresses = type && (type.maxPods - 2) / type.enis + 1;
const shopServices = fileOf('apps/1-sock-shop.k8s.yaml').objects.filter(
  ({ kind }) => kind === 'Service',
).length;
const slugs = Object.values(titles).map((title) => title.toLowerCase().replaceAll(' ', '-'));

describe('what the pages say in figures is what the commands compute', () => {
  const said: Record<string, string[]> = {
    'ecs-and-eks': [
      `${month(3)} USD a month`,
      `${(standard * HOURS_A_MONTH).toFixed(2)} of which are the control plane: ${share} %`,
      `the other ${100 - share} %`,
      `${standard.toFixed(2)} USD an hour`,
      `${node?.pods} pods on a ${TYPE}`,
      `${calls.length} calls are allowed`,
    ],
    'eks-in-an-enterprise': [
      `at ${extended.toFixed(2)} USD an hour: ${((extended - standard) * HOURS_A_MONTH).toFixed(0)} USD a month more`,
      `${node && formatCpu(node.cpu)} and ${node && formatMemory(node.memory)}`,
      `EKS's own pods take ${formatCpu(demand.perNode.reduce((sum, pod) => sum + pod.cpu, 0))} of that on each node`,
      `The shop's ${demand.pods.length} pods`,
      `a machine for each of the ${shopServices} services`,
      `The [${appliedObjects(shipped).length} objects]`,
    ],
    README: [
      `${usd(3, 1)} USD an hour, ${Math.round(priceOf(shipped, TYPE, 3).hour * HOURS_A_DAY)} USD a day`,
    ],
    exercises: [
      `${usd(3, 1)} USD an hour from the moment`,
      `${usd(3, EVENING)} USD for an evening of ${EVENING} hours`,
      `${usd(3, CHAPTER)} USD for the chapter's ${CHAPTER} hours`,
      `still pay ${usd(0, 1)} USD an hour for the rest`,
      ...ESTIMATES.map((minutes, index) => `(#${index + 1}-${slugs[index]}) | ${minutes} min |`),
    ],
    money: [
      ...[1, EVENING, CHAPTER].map((hours) => `| ${usd(3, hours)} USD | ${usd(2, hours)} USD |`),
      `| a day | ${usd(3, HOURS_A_DAY)} USD | ${usd(2, HOURS_A_DAY)} USD |`,
      `| a month | ${month(3)} USD | ${month(2)} USD |`,
      `evening of ${EVENING} hours`,
      `it estimates it: ${CHAPTER} hours`,
      `| the control plane, in standard support | ${bill(3).get('control plane, standard support')} |`,
      `| 3 × ${TYPE} | ${bill(3).get(TYPE)} |`,
      `| 3 disks of 40 GiB | ${bill(3).get('node disks, gp3, 40 GiB each')} |`,
      `| the network load balancer of the ingress controller | ${bill(3).get('network load balancer')} |`,
      `| 6 public IPv4 addresses: 3 nodes, 3 of the load balancer | ${bill(3).get('public IPv4 address')} |`,
      `exercise 5 costs ${(balancer + Number(oneBalancers)).toFixed(4)} USD an hour more`,
      `logs (${regionPrices(REGION).byUse?.['logs taken in']?.replace('per', 'USD per')})`,
      `still costs ${usd(0, 1)} USD an hour (${usd(0, HOURS_A_DAY)} USD a day)`,
      `costs ${usd(0, NIGHT)} USD paused, and ${usd(3, NIGHT)} USD with 3 nodes`,
      `night of ${NIGHT} hours`,
      `a forgotten cluster costs ${usd(3, WEEKEND)} USD`,
      `costs ${extended.toFixed(2)} USD an hour, not ${standard.toFixed(2)}`,
    ],
    'how-containers-talk': [
      `A ${TYPE} has ${type?.enis} with ${addresses} addresses each, so ${type?.enis} × (${addresses} − 1) + 2`,
      `= ${node?.pods} pods`,
      `"room for ${node?.pods} pods"`,
    ],
    'ingress-and-service': [
      `the shop's ${shopServices} Services`,
      `${balancer.toFixed(4)} USD an hour (${(balancer * HOURS_A_MONTH).toFixed(2)} a month)`,
    ],
  };

  test.each(Object.entries(said))('%s', (name, phrases) => {
    const page = pageOf(name);
    expect(phrases.filter((phrase) => !page.includes(phrase))).toEqual([]);
  });
});

test('each hop of the order is a call of the shop, on the port that it is said to have', () => {
  const page = readFileSync(projectFile('docs/how-containers-talk.md'), 'utf8');
  const hops = [...page.matchAll(/^\| `([\w-]+)` \| `([\w-]+)` \| (\d+) \|/gm)].map(
    ([, from, to, port]) => ({ from, to, port: Number(port) }),
  );
  expect(hops).toHaveLength(8);
  expect(hops.filter((hop) => !calls.some((call) => same(call, hop)))).toEqual([]);
  // Whatever orders calls is part of an order.
  const fromOrders = calls.filter(({ from }) => from === 'orders');
  expect(fromOrders.filter((call) => !hops.some((hop) => same(call, hop)))).toEqual([]);
});

function same(call: object, hop: object): boolean {
  return JSON.stringify(call) === JSON.stringify(hop);
}
