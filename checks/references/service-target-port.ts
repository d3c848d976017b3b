import { likelyName } from '../likely-name.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { type ContainerPort, podPorts } from '../pods.ts';
import { podsWith } from '../selectors.ts';
import { at, fields, list, show, text } from '../values.ts';

const about: About = {
  id: 'service-target-port',
  severity: 'broken',
  why: "No container of the Service's pods has its targetPort, so every request fails.",
  remedy: 'Name a port that the container has.',
};
const finding = findingsOf(about);

export const serviceTargetPort = check(about, (subject) => {
  const index = indexOf(subject);
  return index.kind('Service').flatMap((service) => {
    const { selector, ports, type } = fields(service.object.spec);
    if (type === 'ExternalName' || Object.keys(fields(selector)).length === 0) return [];
    const pods = podsWith(index, service.namespace, selector);
    if (pods.length === 0) return [];
    const open = pods.flatMap(podPorts);
    return list(ports).flatMap((port, i) => wrongTarget(service, port, i, open));
  });
});

function wrongTarget(
  service: Located,
  value: unknown,
  i: number,
  open: readonly ContainerPort[],
): Finding[] {
  const port = fields(value);
  const target = port.targetPort ?? port.port;
  const protocol = text(port.protocol) ?? 'TCP';
  if (typeof target !== 'number' && typeof target !== 'string') return [];
  // Containers need not say which numbers they listen at.
  if (typeof target === 'number' && open.length === 0) return [];
  if (open.some((one) => one.protocol === protocol && isTarget(one, target))) return [];
  const named = typeof target === 'string';
  const other = open.find((one) => isTarget(one, target));
  const names = open.flatMap(({ name }) => name ?? []);
  const [only, ...more] = new Set(open.map((one) => one.port));
  return [
    finding(service, {
      path: `spec.ports[${i}].${at(value, 'targetPort') === undefined ? 'port' : 'targetPort'}`,
      value: show(target),
      message: other
        ? `is ${protocol} here, but ${other.protocol} in the pods`
        : 'is a port that no container of its pods has',
      allowed: someOf(
        open.map((one) =>
          named ? (one.name ?? show(one.port)) : `${one.port}${one.name ? ` (${one.name})` : ''}`,
        ),
      ),
      fix: other
        ? `write protocol: ${other.protocol}`
        : ((named ? likelyName(target, names) : undefined) ??
          (only !== undefined && more.length === 0 ? `did you mean ${only}?` : undefined)),
    }),
  ];
}

/** Whether a targetPort, by number or name, means a container's port. */
export function isTarget(port: ContainerPort, target: unknown): boolean {
  return port.port === target || (typeof target === 'string' && port.name === target);
}
