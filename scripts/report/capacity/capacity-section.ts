import type { CapacityReport } from '../../../checks/capacity/report.ts';
import { type ShownNode, shownPlacement } from '../../../checks/capacity/at-rest.ts';
import { formatCpu, formatMemory } from '../../../checks/capacity/quantities.ts';
import { nodesInWords, demandInWords, priceInWords } from '../../../checks/capacity/words.ts';
import type { Subject } from '../../../checks/check.ts';
import { type Html, markup } from '../html/html.ts';
import { behind, type Section } from '../html/section.ts';
import { nodeTable, podTable, type Shown } from './capacity-tables.ts';
import { nodeCard, percent } from './node-card.ts';
import { podGroupOf, podGroups } from './pod-group.ts';
import { priceTable } from './price-table.ts';

// A page of hundreds of nodes shows nobody anything.
const MOST_CARDS = 12;

/** The nodes with their pods at the minimum, the desired count and the maximum, and what each costs. */
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
${behind('What each pod asks for', podTable(report))}
<h3 id="price">What it costs</h3>
${priceTable(report)}`,
  };
}

/** What a node has and what the pods ask for, as `npm run capacity` says it. */
function needs({ demand, group, uncounted }: CapacityReport): string {
  const { each, instanceType } = group;
  const left =
    uncounted.length > 0
      ? ` Not counted, as nobody published what they ask for: ${uncounted.join(', ')}.`
      : '';
  return (
    `${article(instanceType)} ${instanceType} has ${formatCpu(each.cpu)} of CPU, ${formatMemory(each.memory)} of memory and room for ${each.pods} pods. ` +
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
<p class="quiet">A bar is one node; each piece is what one pod asks for. The first of ${placements} tries is shown${autoscaler && markup`. The autoscaler removes a node whose larger share is below the mark, ${percent(autoscaler.threshold)}, for ${autoscaler.unneededTime}`}.</p>`;
}

function countFigure({ price, nodes, waiting }: Shown, { group, rest }: CapacityReport): Html {
  const { nodes: count, called } = price;
  const atRest = rest.counts.find((one) => one.count === count);
  const more = nodes.length - MOST_CARDS;
  return markup`<figure class="count" id="nodes-${count}">
<figcaption><h3>${nodesInWords(count)} <span class="quiet">${called.map(calledWords).join(', ')}</span></h3>
${atRest && markup`<p class="quiet">${priceInWords(price, 1)} USD an hour. Every pod finds a place in ${atRest.fits} of ${rest.placements} tries; the autoscaler removes one node in ${atRest.shrinks} of ${rest.placements}.</p>`}</figcaption>
<ul class="nodes">
${nodes.slice(0, MOST_CARDS).map((node, index) => nodeCard(node, index + 1, { each: group.each, mark: rest.autoscaler?.threshold }))}</ul>
${more > 0 && markup`<p class="quiet">And ${more} more: ${range(nodes.slice(MOST_CARDS))}.</p>`}
${waiting.length > 0 && markup`<p>Without a place: ${waiting.map(({ name }) => name).join(', ')}.</p>`}
</figure>
`;
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

// m7i.large is read with an e.
function article(instanceType: string): string {
  return /^[aefhilmnorsx]/.test(instanceType) ? 'An' : 'A';
}
