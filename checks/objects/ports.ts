import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import type { Container } from '../pods.ts';
import { at, fields, list, show, text } from '../values.ts';

const about: About = {
  id: 'ports',
  severity: 'refused',
  why: 'The API server refuses such a port number or name.',
  remedy:
    'Use a number from 1 to 65535, and a short name of lower case letters, digits and dashes.',
};
const finding = findingsOf(about);

export const ports = check(about, (subject) => {
  const index = indexOf(subject);
  return [
    ...index.pods.flatMap(({ owner, containers }) =>
      containers.flatMap((container) => containerPorts(owner, container)),
    ),
    ...index.kind('Service').flatMap(servicePorts),
  ];
});

function containerPorts(owner: Located, { fields: container, path }: Container): Finding[] {
  const named = new Set<string>();
  const numbered = new Set<string>();
  return list(container.ports).flatMap((value, i) => {
    const { containerPort, hostPort, name, protocol } = fields(value);
    const where = `${path}.ports[${i}]`;
    const key = `${show(containerPort)}/${text(protocol) ?? 'TCP'}`;
    return [
      ...portNumber(owner, `${where}.containerPort`, containerPort),
      ...(hostPort === undefined ? [] : portNumber(owner, `${where}.hostPort`, hostPort)),
      ...portName(owner, `${where}.name`, name, true),
      ...twice(owner, `${where}.name`, text(name), named),
      ...twice(owner, `${where}.containerPort`, key, numbered),
    ];
  });
}

function servicePorts(service: Located): Finding[] {
  const all = list(at(service.object, 'spec', 'ports'));
  const named = new Set<string>();
  const numbered = new Set<string>();
  return all.flatMap((value, i) => {
    const { port, targetPort, name, protocol } = fields(value);
    const where = `spec.ports[${i}]`;
    return [
      ...portNumber(service, `${where}.port`, port),
      ...(typeof targetPort === 'number'
        ? portNumber(service, `${where}.targetPort`, targetPort)
        : portName(service, `${where}.targetPort`, targetPort, true)),
      ...portName(service, `${where}.name`, name, false),
      ...(all.length > 1 && !text(name) ? [unnamed(service, where)] : []),
      ...twice(service, `${where}.name`, text(name), named),
      ...twice(service, `${where}.port`, `${show(port)}/${text(protocol) ?? 'TCP'}`, numbered),
    ];
  });
}

function portNumber(located: Located, path: string, value: unknown): Finding[] {
  // What isn't a number at all is for the schema to say.
  if (typeof value !== 'number') return [];
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return [];
  return [
    finding(located, { path, value: show(value), message: 'is not a port', allowed: '1 to 65535' }),
  ];
}

function portName(located: Located, path: string, value: unknown, short: boolean): Finding[] {
  const name = text(value);
  if (name === undefined || name === '') return [];
  const valid = short
    ? name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name)
    : name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
  if (valid) return [];
  const number = /^\d+$/.test(name);
  return [
    finding(located, {
      path,
      value: name,
      message: 'is not a port name',
      allowed: `a-z, 0-9 and - inside, at most ${short ? '15 characters, with a letter' : '63 characters'}`,
      fix: number ? `did you mean the number ${name}, without quotes?` : undefined,
    }),
  ];
}

function unnamed(service: Located, path: string): Finding {
  return finding(service, {
    path: `${path}.name`,
    message: 'has no name: where a Service has several ports, each needs one',
  });
}

function twice(
  located: Located,
  path: string,
  value: string | undefined,
  seen: Set<string>,
): Finding[] {
  if (!value) return [];
  if (!seen.has(value)) {
    seen.add(value);
    return [];
  }
  return [finding(located, { path, value, message: 'is there twice' })];
}
