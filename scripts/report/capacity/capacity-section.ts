import type { CapacityReport } from '../../../checks/capacity/report.ts';
import {
  type AtRest,
  type CountAtRest,
  type ShownNode,
  shownPlacement,
} from '../../../checks/capacity/at-rest.ts';
import { cpusInWords, memoryInWords } from '../../../checks/capacity/quantities.ts';
import { demandInWords, nodesInWords, roughPrice } from '../../../checks/capacity/words.ts';
import type { Subject } from '../../../checks/check.ts';
import { type Html, markup } from '../html/html.ts';
import { behind, type Section } from '../html/section.ts';
import { nodeTable, podTable, type Shown } from './capacity-tables.ts';
import { nodeCard, percent } from './node-card.ts';
import { podGroupOf, podGroups } from './pod-group.ts';

// A page of hundreds of nodes shows nobody anything.
const MOST_CARDS = 12;

/** The nodes with their pods at the minimum, the desired count and the maximum. */
export function capacitySection(subject: Subject, report: CapacityReport): Section {
  const counts = report.prices.map((price): Shown => ({
    price,
    ...shownPlacement(subject, report.group, price.nodes),
  }));
  return {
    id: 'nodes',
    title: 'Nodes and pods',
    lead: needs(report),
    body: markup`${legend(report)}
${counts.map((shown) => countFigure(shown, report))}
<p>${settling(report)}</p>
${behind('The nodes in figures', nodeTable(counts, report))}
${behind('What each pod requests', podTable(report))}`,
  };
}

/** What a node has and what the pods request, as `npm run capacity` says it. */
function needs({ demand, group, uncounted }: CapacityReport): string {
  const { each, instanceType } = group;
  const left =
    uncounted.length > 0
      ? ` Not counted, because nobody publishes what they request: ${uncounted.join(', ')}.`
      : '';
  return (
    `${article(instanceType)} ${instanceType} has room for ${each.pods} pods, with ${cpusInWords(each.cpu)} and ${memoryInWords(each.memory)} of memory for them. ` +
    `${demandInWords(demand)}.${left}`
  );
}

function legend({ demand, rest }: CapacityReport): Html {
  const namespaces = [...new Set([...demand.perNode, ...demand.pods].map((pod) => pod.namespace))];
  const entries = podGroups.flatMap((group) => {
    const own = namespaces.filter((namespace) => podGroupOf(namespace) === group).sort();
    if (own.length === 0) return [];
    const names = own.length > 3 ? `${own.length} namespaces` : own.join(', ');
    return [
      markup`<li class="${group.tone}">${group.name} <span class="quiet">${names}</span></li>`,
    ];
  });
  const { autoscaler, placements } = rest;
  return markup`<ul class="legend" aria-label="Colours of the pods">${entries}</ul>
<p class="quiet">A bar is one node. Each piece of it is what one pod requests. Kubernetes does not always place the pods in the same way, so this page tries ${placements} orders, and shows the first.${autoscaler && markup` The dotted line is at ${percent(autoscaler.threshold)}: the autoscaler may remove a node that stays below it, in CPU and in memory, for ${minutes(autoscaler.unneededTime)}.`}</p>`;
}

function countFigure({ price, nodes, waiting }: Shown, { group, rest }: CapacityReport): Html {
  const { nodes: count, called } = price;
  const atRest = rest.counts.find((one) => one.count === count);
  const more = nodes.length - MOST_CARDS;
  return markup`<figure class="count" id="nodes-${count}">
<figcaption><h3>${nodesInWords(count)} <span class="quiet">${called.map(calledWords).join(', ')}</span></h3>
<p class="quiet">${roughPrice(price)}.${atRest && ` ${fitting(atRest, rest)}`}</p></figcaption>
<ul class="nodes">
${nodes.slice(0, MOST_CARDS).map((node, index) => nodeCard(node, index + 1, { each: group.each, mark: rest.autoscaler?.threshold }))}</ul>
${more > 0 && markup`<p class="quiet">And ${more} more: ${range(nodes.slice(MOST_CARDS))}.</p>`}
${waiting.length > 0 && markup`<p>Without a place: ${waiting.map(({ name }) => name).join(', ')}.</p>`}
</figure>
`;
}

function fitting({ fits, shrinks }: CountAtRest, { placements, autoscaler }: AtRest): string {
  const often = (times: number) =>
    times === placements ? '' : ` in ${times} of ${placements} tries`;
  const all = fits === 0 ? 'Not every pod finds a place' : `Every pod finds a place${often(fits)}`;
  if (!autoscaler) return `${all}.`;
  const one = shrinks === 0 ? 'no node' : `one node${often(shrinks)}`;
  return `${all}. The autoscaler removes ${one}.`;
}

function calledWords(called: string): string {
  if (called === 'min') return 'the minimum';
  return called === 'max' ? 'the maximum' : 'desired, to begin with';
}

function range(nodes: readonly ShownNode[]): string {
  const span = (values: readonly number[]) => {
    const [least, most] = [percent(Math.min(...values)), percent(Math.max(...values))];
    return least === most ? least : `${least} to ${most}`;
  };
  return `CPU ${span(nodes.map(({ cpu }) => cpu))}, memory ${span(nodes.map(({ memory }) => memory))}`;
}

function settling({ rest, group }: CapacityReport): Html {
  const times = rest.settles.get(rest.settlesAt) ?? 0;
  return markup`<strong>After scale-down</strong>: ${nodesInWords(rest.settlesAt)} (in ${times} of ${rest.placements} tries, from ${group.desired}); ${rest.why}.`;
}

// Whoever reads 10m beside 100m of CPU takes it for something else.
function minutes(duration: string): string {
  return duration.replace(/^(\d+)m(0s)?$/, '$1 minutes');
}

// m7i.large is read with an e.
function article(instanceType: string): string {
  return /^[aefhilmnorsx]/.test(instanceType) ? 'An' : 'A';
}
