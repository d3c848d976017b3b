import { parseCidr } from '../config/cidr.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { UsageError } from '../scripts/shared/usage-error.ts';
import { synthesize } from '../synthesize.ts';
import type { PortRule } from './rule.ts';

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

/** The rules that let access.from, and nobody else, reach these ports; neighbouring ports share one. */
export function wantedRules(ports: readonly number[], from: readonly string[]): PortRule[] {
  const wide = from.filter((range) => (parseCidr(range)?.prefix ?? 0) < WIDEST_PREFIX);
  if (wide.length > 0) {
    throw new UsageError(
      `access.from holds ${wide.join(', ')}: node ports are not opened to the whole Internet, even with access.anywhere`,
      `write ranges of a /${WIDEST_PREFIX} or narrower; a LoadBalancer Service is there for everybody`,
    );
  }
  return neighbours([...new Set(ports)].sort((a, b) => a - b)).flatMap(([first, last]) =>
    from.map((range) => ({ first, last, range })),
  );
}

function neighbours(ports: readonly number[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const port of ports) {
    const span = spans.at(-1);
    if (span && span[1] === port - 1) span[1] = port;
    else spans.push([port, port]);
  }
  return spans;
}
