import { type Exposed, exposedOf } from '../checks/exposure/exposed.ts';
import { loadClusters } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { withFirstLearner } from '../config/learners/files.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { columns } from '../terminal/columns.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'exposure',
  summary: 'Everything that can be reached from outside, and from where.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(() => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { cluster, json } = parsed.flags;
  const tables = loadClusters(CLUSTERS, cluster).map(({ config }) => ({
    config,
    exposed: exposedOf(synthesize(config)),
  }));
  console.log(
    json
      ? JSON.stringify(
          tables.map(({ config, exposed }) => ({ cluster: config.name, exposed })),
          null,
          2,
        )
      : tables.map(asText).join('\n\n'),
  );
  return 0;
});

interface Table {
  readonly config: ClusterConfig;
  readonly exposed: readonly Exposed[];
}

function asText({ config, exposed }: Table): string {
  // Each learner's are like the first's, but for the node port.
  const shown = withFirstLearner(exposed);
  const more = config.learners.length - 1;
  const rows = shown.map(({ what, object, ports, from, by, file }) => [
    what,
    object,
    [...new Set(ports)].join(', '),
    some(from),
    by,
    file,
  ]);
  const left = Array<'left'>(6).fill('left');
  return [
    config.name,
    ...columns([['what', 'object', 'ports', 'from', 'through', 'file'], ...rows], left),
    ...(more > 0
      ? [
          `and the same for ${more} more ${more === 1 ? 'learner' : 'learners'}, each with another node port`,
        ]
      : []),
  ].join('\n');
}

function some(from: readonly string[]): string {
  if (from.length === 0) return 'unknown';
  return from.length > 3
    ? `${from.slice(0, 2).join(', ')} and ${from.length - 2} more`
    : from.join(', ');
}
