import type { CapacityReport, PriceAtCount } from '../checks/capacity/report.ts';
import { capacityReport } from '../checks/capacity/report.ts';
import { HOURS_A_DAY, HOURS_A_MONTH } from '../checks/capacity/price.ts';
import { sum } from '../checks/capacity/pod-requests.ts';
import { cpusInWords, memoryInWords } from '../checks/capacity/quantities.ts';
import {
  billedByUse,
  demandInWords,
  nodesInWords,
  priceInWords,
  requestsInWords,
} from '../checks/capacity/words.ts';
import { loadClusters } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { synthesize } from '../synth/synthesize.ts';
import { pricesRead } from '../tables/prices.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { columns } from '../terminal/columns.ts';
import { run } from './shared/run.ts';
import { UsageError } from '../terminal/usage-error.ts';

const command = {
  name: 'capacity',
  summary:
    'How full the nodes are, how many remain when the autoscaler has removed the others, and what it costs.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    learners: { type: 'string', value: 'N', help: 'divide the price by this number of learners' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(() => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { cluster, json, learners } = parsed.flags;
  const sharing = learners === undefined ? undefined : Number(learners);
  if (sharing !== undefined && !(Number.isInteger(sharing) && sharing > 0)) {
    throw new UsageError(`--learners ${learners} is not a number`, 'write --learners 12');
  }
  const reports = loadClusters(CLUSTERS, cluster).flatMap(
    ({ config }) => capacityReport(synthesize(config)) ?? [],
  );
  console.log(
    json
      ? JSON.stringify(reports.map(asJson), null, 2)
      : reports.map((report) => asText(report, sharing)).join('\n\n'),
  );
  return 0;
});

function asText(report: CapacityReport, sharing: number | undefined): string {
  const { cluster, region, kubernetes, group, uncounted } = report;
  const { each, min, max, instanceType } = group;
  return [
    `${cluster}  ${region}, Kubernetes ${kubernetes}, ${min} to ${max} × ${instanceType}`,
    `  a node has ${cpusInWords(each.cpu)}, ${memoryInWords(each.memory)} of memory, room for ${each.pods} pods and ${each.volumes} volumes`,
    `  ${demandInWords(report.demand)}`,
    ...(uncounted.length > 0
      ? [`  not counted, because nobody publishes what they request: ${uncounted.join(', ')}`]
      : []),
    '',
    ...indented(utilisation(report)),
    '',
    `  ${settling(report)}`,
    ...indented(cohort(report)),
    '',
    ...indented(cost(report, sharing)),
  ].join('\n');
}

function utilisation({ rest }: CapacityReport): string[] {
  const { counts, placements, autoscaler } = rest;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const rows = counts.flatMap(({ count, nodes, fits, shrinks }) =>
    nodes.map(({ cpu, memory, pods, kept }, index) => [
      index === 0 ? String(count) : '',
      String(index + 1),
      percent(cpu),
      percent(memory),
      String(pods),
      kept ? `stays: ${kept}` : 'can be removed',
      index === 0 ? `${fits} of ${placements}` : '',
      index === 0 ? `${shrinks} of ${placements}` : '',
    ]),
  );
  const flags = autoscaler
    ? `; the autoscaler removes a node that is used below ${percent(autoscaler.threshold)} for ${autoscaler.unneededTime}`
    : '';
  return [
    `how full the nodes are, by what the pods request: the first of ${placements} tries${flags}`,
    ...columns(
      [['nodes', 'node', 'CPU', 'memory', 'pods', 'autoscaler', 'all fit', 'one removed'], ...rows],
      ['right', 'right', 'right', 'right', 'right', 'left', 'right', 'right'],
    ),
  ];
}

function settling({ rest, group }: CapacityReport): string {
  const times = rest.settles.get(rest.settlesAt) ?? 0;
  return `after scale-down: ${nodesInWords(rest.settlesAt)} (in ${times} of ${rest.placements} tries, from ${group.desired}); ${rest.why}`;
}

function cohort({ cohort: found, group }: CapacityReport): string[] {
  if (!found) return [];
  const { learners, each, nodes, balanced } = found;
  const requests = requestsInWords(each.reduce(sum, { cpu: 0, memory: 0 }));
  const pods = each.length === 1 ? '1 pod' : `${each.length} pods`;
  const need = nodes === undefined ? 'fit on no number of nodes' : `need ${nodesInWords(nodes)}`;
  const most = nodes !== undefined && nodes > group.max ? `, but nodes.max is ${group.max}` : '';
  return [
    `learners: ${learners}, each with up to ${pods} that request ${requests}, ${need}${most}; ${balanced} of them can have a load balancer at the same time`,
  ];
}

function cost(
  { prices, byUse, cohort: found }: CapacityReport,
  sharing: number | undefined,
): string[] {
  const row = (name: string, cell: (price: PriceAtCount) => string) => [name, ...prices.map(cell)];
  const items = [...new Set(prices.flatMap(({ lines }) => lines.map(({ item }) => item)))];
  const share = ({ learners }: PriceAtCount) => sharing ?? learners;
  const perLearner = (hours: number) => (price: PriceAtCount) => {
    const among = share(price);
    return among ? priceInWords(price, hours, among) : '-';
  };
  const unknown = [...new Set(prices.flatMap((price) => price.unknown))];
  return [
    `price in USD, on demand, without tax; list prices read up to ${pricesRead}`,
    ...columns([
      row('', ({ nodes, called }) => `${nodesInWords(nodes)} (${called.join(', ')})`),
      ...items.map((item) =>
        row(`${item}, an hour`, ({ lines }) => {
          const line = lines.find((one) => one.item === item);
          if (!line) return '-';
          return line.hour === undefined ? 'unknown' : line.hour.toFixed(4);
        }),
      ),
      row('an hour', (price) => priceInWords(price, 1)),
      row('a day', (price) => priceInWords(price, HOURS_A_DAY)),
      row('a month', (price) => priceInWords(price, HOURS_A_MONTH)),
      row(sharing === undefined && !found ? 'learners, when full' : 'learners', (price) =>
        String(share(price) ?? '-'),
      ),
      row('per learner, an hour', perLearner(1)),
      row('per learner, a day', perLearner(HOURS_A_DAY)),
      row('per learner, a month', perLearner(HOURS_A_MONTH)),
    ]),
    ...(unknown.length > 0
      ? [`not included, because the price is unknown here: ${unknown.join('; ')}`]
      : []),
    `not included, because it depends on use: ${billedByUse(byUse, items.includes('NAT gateway'))}`,
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function asJson({ group, demand, rest, prices, ...plain }: CapacityReport) {
  const pod = ({
    name,
    owner,
    cpu,
    memory,
    volumes,
  }: CapacityReport['demand']['pods'][number]) => ({
    name,
    owner,
    cpu,
    memory,
    volumes,
  });
  return {
    ...plain,
    nodes: group,
    pods: demand.pods.map(pod),
    perNode: demand.perNode.map(pod),
    atRest: { ...rest, settles: Object.fromEntries(rest.settles) },
    prices: prices.map((price) => ({
      ...price,
      complete: price.unknown.length === 0,
      day: price.hour * HOURS_A_DAY,
      month: price.hour * HOURS_A_MONTH,
      ...(price.learners && { learnerHour: price.hour / price.learners }),
    })),
    pricesRead,
  };
}
