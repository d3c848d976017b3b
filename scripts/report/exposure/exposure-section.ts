import type { Subject } from '../../../checks/check.ts';
import { type Exposed, exposedOf } from '../../../checks/exposure/exposed.ts';
import { drawGraph } from '../graph/draw-graph.ts';
import { type Content, joined, markup } from '../html/html.ts';
import type { Section } from '../html/section.ts';
import { table } from '../html/table.ts';
import { exposureGraph, isPassing } from './exposure-graph.ts';

/** What is reachable from where. */
export function exposureSection(subject: Subject): Section | undefined {
  const exposed = exposedOf(subject);
  if (exposed.length === 0) return undefined;
  const passing = exposed.some((one) => isPassing(subject, one));
  return {
    id: 'reach',
    title: 'What is reachable, and from where',
    lead: markup`Everything that something outside the cluster can open a connection to. Whatever isn’t here is reached from inside only.${passing && ' What is dashed is there only while its exercise is applied.'}`,
    body: markup`${drawGraph({
      id: 'reach-graph',
      title: `${exposed.length} entrances, from where each is reached and what is behind it; the table below lists them`,
      graph: exposureGraph(subject, exposed),
    })}
${table({
  id: 'reach-table',
  caption: 'Entrances, as npm run exposure lists them',
  stacked: true,
  columns: ['Object', 'What', 'Ports', 'From', 'Through', 'File'].map((name) => ({ name })),
  rows: exposed.map((one) => ({ cells: cellsOf(one) })),
})}`,
  };
}

function cellsOf({ what, object, ports, from, by, file }: Exposed): Content[] {
  return [
    breakable(object),
    what,
    [...new Set(ports)].join(', '),
    from.length > 0
      ? joined(
          from.map((range) => markup`<span class="whole">${range}</span>`),
          ', ',
        )
      : 'unknown',
    by,
    breakable(file),
  ];
}

// A long path may be broken where it is read as broken anyway.
function breakable(path: string): Content {
  return joined(path.split('/'), markup`/<wbr>`);
}
