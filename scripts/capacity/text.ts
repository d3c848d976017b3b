import { HOURS_A_DAY, HOURS_A_MONTH } from '../../checks/capacity/price.ts';
import { sum } from '../../checks/capacity/pod-requests.ts';
import { cpusInWords, memoryInWords } from '../../checks/capacity/quantities.ts';
import type { CapacityReport, PriceAtCount } from '../../checks/capacity/report.ts';
import {
  billedByUse,
  demandInWords,
  nodesInWords,
  priceInWords,
  requestsInWords,
} from '../../checks/capacity/words.ts';
import { pricesRead } from '../../tables/prices.ts';
import { tableLines } from '../../terminal/table.ts';
import { sentence } from '../../terminal/wrap.ts';

const INDENT = '  ';

/** A cluster's nodes, how full they are, and what they cost. */
export function asText(report: CapacityReport, sharing: number | undefined): string {
  const { cluster, region, kubernetes, group, uncounted } = report;
  const { each, min, max, instanceType } = group;
  return [
    ...sentence(
      `${cluster}  ${region}, Kubernetes ${kubernetes}, ${min} to ${max} × ${instanceType}`,
    ),
    ...said(
      `a node has ${cpusInWords(each.cpu)}, ${memoryInWords(each.memory)} of memory, room for ${each.pods} pods and ${each.volumes} volumes`,
    ),
    ...said(demandInWords(report.demand)),
    ...(uncounted.length > 0
      ? said(`not counted, because nobody publishes what they request: ${uncounted.join(', ')}`)
      : []),
    '',
    ...utilisation(report),
    '',
    ...said(settling(report)),
    ...cohort(report),
    '',
    ...cost(report, sharing),
  ].join('\n');
}

function said(text: string): string[] {
  return sentence(text, { first: INDENT, next: `${INDENT}${INDENT}` });
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
    ...said(
      `how full the nodes are, by what the pods request: the first of ${placements} tries${flags}`,
    ),
    ...tableLines({
      head: ['nodes', 'node', 'CPU', 'memory', 'pods', 'autoscaler', 'all fit', 'one removed'],
      rows,
      align: ['right', 'right', 'right', 'right', 'right', 'left', 'right', 'right'],
      indent: INDENT,
      lead: 2,
    }),
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
  return said(
    `learners: ${learners}, each with up to ${pods} that request ${requests}, ${need}${most}; ${balanced} of them can have a load balancer at the same time`,
  );
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
    ...said(`price in USD, on demand, without tax; list prices read up to ${pricesRead}`),
    ...tableLines({
      head: [
        '',
        ...prices.map(({ nodes, called }) => `${nodesInWords(nodes)} (${called.join(', ')})`),
      ],
      rows: [
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
      ],
      align: ['left', ...prices.map(() => 'right' as const)],
      indent: INDENT,
    }),
    ...(unknown.length > 0
      ? said(`not included, because the price is unknown here: ${unknown.join('; ')}`)
      : []),
    ...said(
      `not included, because it depends on use: ${billedByUse(byUse, items.includes('NAT gateway'))}`,
    ),
  ];
}
