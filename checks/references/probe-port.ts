import { likelyName } from '../likely-name.ts';
import type { Check, Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { type Container, portsOf } from '../pods.ts';
import { at } from '../values.ts';

const finding = findingsOf('probe-port');

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** A probe of a named port that its container doesn't have: the container never becomes ready, or is killed. */
export const probePort: Check = (subject) =>
  indexOf(subject).pods.flatMap(({ owner, containers }) =>
    containers.flatMap((container) => wrong(owner, container)),
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
