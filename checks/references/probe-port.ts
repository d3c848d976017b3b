import { likelyName } from '../likely-name.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { type Container, portsOf } from '../pods.ts';
import { at } from '../values.ts';

const about: About = {
  id: 'probe-port',
  severity: 'broken',
  why: "A probe of a port name that the container doesn't have always fails.",
  remedy: 'Name a port of the container, or write the number.',
};
const finding = findingsOf(about);

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

export const probePort = check(about, (subject) =>
  indexOf(subject).pods.flatMap(({ owner, containers }) =>
    containers.flatMap((container) => wrong(owner, container)),
  ),
);

function wrong(owner: Located, container: Container): Finding[] {
  const open = portsOf(container);
  return probes.flatMap((probe) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((how) => {
      const value = at(container.fields, probe, how, 'port');
      // A number needs no declaration: many programs have a port for probes that no manifest names.
      if (typeof value !== 'string') return [];
      const names = open.flatMap(({ name }) => name ?? []);
      if (names.includes(value)) return [];
      return [
        finding(owner, {
          path: `${container.path}.${probe}.${how}.port`,
          value,
          message: `is a port that container ${container.name} does not have: the probe always fails`,
          allowed: someOf(open.map(({ port, name }) => `${port}${name ? ` (${name})` : ''}`)),
          fix: likelyName(value, names),
        }),
      ];
    }),
  );
}
