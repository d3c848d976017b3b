import { someOf } from '../../checks/finding.ts';
import type { Exposed } from '../../checks/exposure/exposed.ts';
import { withFirstLearner } from '../../config/learners/files.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { tableLines } from '../../terminal/table.ts';
import { sentence } from '../../terminal/wrap.ts';

const MOST_NAMED = 3;

/** What of one cluster can be reached. */
export interface Table {
  readonly config: ClusterConfig;
  readonly exposed: readonly Exposed[];
}

/** A cluster's entrances as a table. */
export function asText({ config, exposed }: Table): string {
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
  return [
    config.name,
    ...tableLines({ head: ['what', 'object', 'ports', 'from', 'through', 'file'], rows }),
    ...(more > 0
      ? sentence(
          `and the same for ${more} more ${more === 1 ? 'learner' : 'learners'}, each with another node port`,
        )
      : []),
  ].join('\n');
}

function some(from: readonly string[]): string {
  return from.length === 0 ? 'unknown' : someOf(from, MOST_NAMED);
}
