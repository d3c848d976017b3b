import { likelyName } from '../likely-name.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, list, show, text } from '../values.ts';

const about: About = {
  id: 'ingress-backend',
  severity: 'broken',
  why: "The Ingress sends to a Service, or a port of it, that doesn't exist.",
  remedy: 'Name the Service and port that exist.',
};
const finding = findingsOf(about);

export const ingressBackend = check(about, (subject) => {
  const index = indexOf(subject);
  return index
    .kind('Ingress')
    .flatMap((ingress) =>
      backendsOf(ingress).flatMap(({ path, service }) => wrong(index, ingress, path, service)),
    );
});

/** The Services that an Ingress sends requests to, and where it names them. */
export function backendsOf(ingress: Located): { path: string; service: unknown }[] {
  const spec = fields(ingress.object.spec);
  const backends: [string, unknown][] = [['spec.defaultBackend', spec.defaultBackend]];
  list(spec.rules).forEach((rule, r) =>
    list(at(rule, 'http', 'paths')).forEach((path, p) => {
      backends.push([`spec.rules[${r}].http.paths[${p}].backend`, at(path, 'backend')]);
    }),
  );
  return backends.flatMap(([path, backend]) => {
    const service = at(backend, 'service');
    return service === undefined ? [] : [{ path: `${path}.service`, service }];
  });
}

function wrong(index: Index, ingress: Located, path: string, backend: unknown): Finding[] {
  const name = text(at(backend, 'name'));
  if (name === undefined || at(backend, 'port', 'name') === 'use-annotation') return [];
  const { namespace } = ingress;
  const service = index.find('Service', namespace, name);
  if (!service) {
    const names = index.names('Service', namespace);
    return [
      finding(ingress, {
        path: `${path}.name`,
        value: name,
        message: `is a Service that namespace ${namespace} does not have`,
        allowed: someOf(names),
        fix: likelyName(name, names),
        absent: true,
      }),
    ];
  }
  const ports = list(at(service.object, 'spec', 'ports')).map(fields);
  const number = at(backend, 'port', 'number');
  const portName = text(at(backend, 'port', 'name'));
  const found = ports.some((port) => port.port === number || (portName && port.name === portName));
  if (found) return [];
  const wanted = number ?? portName;
  const offered = ports.map((port) => show(portName === undefined ? port.port : port.name));
  return [
    finding(ingress, {
      path: `${path}.port`,
      value: wanted === undefined ? undefined : show(wanted),
      message: `is a port that Service ${name} does not have`,
      allowed: someOf(ports.map((port) => [port.port, port.name].filter(Boolean).join(' '))),
      fix: offered.length === 1 ? `did you mean ${offered[0]}?` : likelyName(show(wanted), offered),
    }),
  ];
}
