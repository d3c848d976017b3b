import type { Subject } from '../../../checks/check.ts';
import { exposedOf } from '../../../checks/exposure/exposed.ts';
import { drawGraph } from '../graph/draw-graph.ts';
import { breakable } from '../html/breakable.ts';
import { type Content, type Html, joined, markup } from '../html/html.ts';
import { behind, type Section } from '../html/section.ts';
import { table } from '../html/table.ts';
import { type Entrance, entrancesOf, inNamespace, isPassing, portsOf } from './entrances.ts';
import { exposureGraph } from './exposure-graph.ts';

/** What is reachable from where. */
export function exposureSection(subject: Subject): Section | undefined {
  const exposed = exposedOf(subject);
  if (exposed.length === 0) return undefined;
  const entrances = entrancesOf(subject, exposed);
  const passing = exposed.some((one) => isPassing(subject, one));
  return {
    id: 'reach',
    title: 'What is reachable, and from where',
    lead: markup`Everything that something outside the cluster can open a connection to. You reach all other things only from inside.${passing && ' What is dashed exists only while its exercise is applied.'}`,
    body: markup`${drawGraph({
      id: 'reach-graph',
      title: `${exposed.length} entrances, from where each is reached and what is behind it; the table below lists them`,
      graph: exposureGraph(subject, exposed),
    })}
${table({
  id: 'reach-table',
  caption: 'Entrances, as npm run exposure lists them',
  columns: ['Object', 'What', 'Ports', 'From', 'Through', 'File'].map((name) => ({ name })),
  rows: entrances.map((entrance) => ({ cells: cellsOf(entrance) })),
})}
${eachNamespace(entrances.filter(({ length }) => length > 1))}`,
  };
}

function cellsOf(entrance: Entrance): Content[] {
  const [{ what, object, ports, from, by, file }, ...others] = entrance;
  const { kind, name } = inNamespace(entrance[0]);
  const count = entrance.length;
  return [
    others.length > 0
      ? markup`${kind} ${name} <span class="quiet">in ${count} namespaces</span>`
      : breakable(object),
    what,
    others.length > 0 && portsOf(entrance).length > 1
      ? 'one for each'
      : [...new Set(ports)].join(', '),
    from.length > 0
      ? joined(
          from.map((range) => markup`<span class="whole">${range}</span>`),
          ', ',
        )
      : 'unknown',
    by,
    breakable(others.length > 0 ? inCommon(entrance.map((one) => one.file)) : file),
  ];
}

/** What the rows above leave out: a row a namespace, with what is its own. */
function eachNamespace(folded: readonly Entrance[]): Html | undefined {
  const own = new Map<string, { ports: Set<string>; folders: Set<string> }>();
  for (const entrance of folded) {
    const differ = portsOf(entrance).length > 1;
    for (const one of entrance) {
      const { namespace } = inNamespace(one);
      const { ports, folders } = own.get(namespace) ?? { ports: new Set(), folders: new Set() };
      own.set(namespace, { ports, folders });
      if (differ) for (const port of portsOf([one])) ports.add(port);
      folders.add(one.file.slice(0, one.file.lastIndexOf('/') + 1) || one.file);
    }
  }
  if (own.size === 0) return undefined;
  return behind(
    `The ${own.size} namespaces one by one`,
    table({
      id: 'reach-namespaces-table',
      caption: 'What differs between the namespaces',
      columns: ['Namespace', 'Node port', 'Files'].map((name) => ({ name })),
      rows: [...own].map(([namespace, { ports, folders }]) => ({
        cells: [
          namespace,
          ports.size > 0 ? [...ports].join(', ') : '–',
          joined([...folders].map(breakable), ', '),
        ],
      })),
    }),
  );
}

// Paths that differ in a folder's name have … in its place.
function inCommon(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/'));
  return first
    .map((part, index) => (others.every((other) => other[index] === part) ? part : '…'))
    .join('/');
}
