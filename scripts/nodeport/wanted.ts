import { parseCidr } from '../../config/cidr.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { HIGHEST_LEARNER_PORT, LOWEST_LEARNER_PORT } from '../../config/learners/node-port.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { synthesize } from '../../synth/synthesize.ts';
import type { PortRule } from '../../aws/security-group/rule.ts';

/** A node port, and the Service that answers there. */
export interface NodePort {
  readonly port: number;
  readonly service: string;
  /** The file that brings the Service. */
  readonly file: string;
}

const WIDEST_PREFIX = 8;

/** Every node port of a cluster's Services, those of the exercises and of learners too. */
export function nodePortsOf(config: ClusterConfig): NodePort[] {
  const found = synthesize(config).files.flatMap(({ path, objects }) =>
    objects
      .filter(({ kind }) => kind === 'Service')
      .flatMap(({ metadata: { namespace, name }, spec }) => {
        const { ports = [] } = (spec ?? {}) as { ports?: { nodePort?: number }[] };
        return ports.flatMap(({ nodePort: port }) =>
          port ? [{ port, service: `${namespace}/${name}`, file: path }] : [],
        );
      }),
  );
  const byPort = new Map(found.reverse().map((each) => [each.port, each]));
  return [...byPort.values()].sort((a, b) => a.port - b.port);
}

/** Node ports from a first to a last one. */
export type Span = readonly [first: number, last: number];

/** The ports to open, neighbours together. A class has its whole range: a rule for each learner would be too many. */
export function spansOf(
  ports: readonly NodePort[],
  { learners }: Pick<ClusterConfig, 'learners'>,
): Span[] {
  const all = ports.map(({ port }) => port);
  if (learners.length === 0) return neighbours(all);
  const outside = all.filter((port) => port < LOWEST_LEARNER_PORT || port > HIGHEST_LEARNER_PORT);
  return [...neighbours(outside), [LOWEST_LEARNER_PORT, HIGHEST_LEARNER_PORT]];
}

/** The rules that let access.from, and nobody else, reach these ports. */
export function wantedRules(spans: readonly Span[], from: readonly string[]): PortRule[] {
  const wide = from.filter((range) => (parseCidr(range)?.prefix ?? 0) < WIDEST_PREFIX);
  if (wide.length > 0) {
    throw new UsageError(
      `access.from holds ${wide.join(', ')}: node ports are not opened to the whole Internet, even with access.anywhere`,
      `write ranges of a /${WIDEST_PREFIX} or narrower; for everybody, use a LoadBalancer Service`,
    );
  }
  return spans.flatMap(([first, last]) => from.map((range) => ({ first, last, range })));
}

function neighbours(ports: readonly number[]): Span[] {
  const spans: [number, number][] = [];
  for (const port of [...ports].sort((a, b) => a - b)) {
    const span = spans.at(-1);
    if (span && span[1] === port - 1) span[1] = port;
    else spans.push([port, port]);
  }
  return spans;
}
