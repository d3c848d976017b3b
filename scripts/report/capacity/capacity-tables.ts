import type { ShownNode } from '../../../checks/capacity/at-rest.ts';
import type { PodDemand } from '../../../checks/capacity/demand.ts';
import { formatCpu, formatMemory } from '../../../checks/capacity/quantities.ts';
import type { CapacityReport, PriceAtCount } from '../../../checks/capacity/report.ts';
import type { Html } from '../html/html.ts';
import { table } from '../html/table.ts';
import { percent } from './node-card.ts';

// A page of hundreds of nodes shows nobody anything.
const MOST_ROWS = 60;

/** A count of nodes as the page shows it. */
export interface Shown {
  readonly price: PriceAtCount;
  readonly nodes: readonly ShownNode[];
  readonly waiting: readonly PodDemand[];
}

/** The nodes of the pictures, line by line. */
export function nodeTable(counts: readonly Shown[], { rest }: CapacityReport): Html {
  const rows = counts.flatMap(({ price, nodes }) => {
    const listed = nodes.slice(0, MOST_ROWS).map((node, index) => ({
      cells: [
        `${index + 1} of ${price.nodes}`,
        percent(node.cpu),
        percent(node.memory),
        node.pods,
        node.kept ? `stays: ${node.kept}` : 'removes it',
      ],
    }));
    const more = nodes.length - listed.length;
    if (more <= 0) return listed;
    return [...listed, { cells: [`${more} more of ${price.nodes}`, '', '', '', ''] }];
  });
  return table({
    id: 'nodes-table',
    caption: `How full each node is, by what its pods request: the first of ${rest.placements} tries`,
    columns: [
      { name: 'Node' },
      { name: 'CPU', number: true },
      { name: 'Memory', number: true },
      { name: 'Pods', number: true },
      { name: 'Autoscaler' },
    ],
    rows,
  });
}

/** Every pod with what it requests. */
export function podTable({ demand }: CapacityReport): Html {
  const row = ({ name, owner, cpu, memory, volumes }: PodDemand, where: string) => ({
    cells: [
      name,
      owner === 'none' ? 'a bare Pod' : owner,
      where,
      formatCpu(cpu),
      formatMemory(memory),
      volumes,
    ],
  });
  return table({
    id: 'pods-table',
    caption:
      'What each pod requests, as its file says it: 100m is a tenth of a CPU, and 1024Mi are 1 GiB',
    columns: [
      { name: 'Pod' },
      { name: 'Made by' },
      { name: 'How many' },
      { name: 'CPU', number: true },
      { name: 'Memory', number: true },
      { name: 'Volumes', number: true },
    ],
    rows: [
      ...demand.perNode.map((pod) => row(pod, 'one a node')),
      ...demand.pods.map((pod) => row(pod, 'one')),
    ],
  });
}
