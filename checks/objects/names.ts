import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, list, text } from '../values.ts';

const about: About = {
  id: 'names',
  severity: 'refused',
  why: 'The API server refuses such a name.',
  remedy: 'Write it with the allowed characters and length.',
};
const finding = findingsOf(about);

interface NameRule {
  readonly pattern: RegExp;
  readonly most: number;
  readonly allowed: string;
}

const label: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  most: 63,
  allowed: 'a-z, 0-9 and - inside, at most 63 characters',
};
const letterFirst: NameRule = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  most: 63,
  allowed: 'a letter first, then a-z, 0-9 and - inside, at most 63 characters',
};
const subdomain: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  most: 253,
  allowed: 'a-z, 0-9, - and . inside, at most 253 characters',
};
const pathSegment: NameRule = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  most: 253,
  allowed: 'anything without / and %',
};
const configKey: NameRule = {
  pattern: /^(?!\.{1,2}$)[-._a-zA-Z0-9]+$/,
  most: 253,
  allowed: 'letters, digits, -, _ and ., at most 253 characters',
};

const byKind: Readonly<Record<string, NameRule>> = {
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
  // Its pods' names get up to eleven characters more.
  CronJob: { ...subdomain, most: 52, allowed: 'a-z, 0-9, - and . inside, at most 52 characters' },
  Namespace: label,
  Role: pathSegment,
  RoleBinding: pathSegment,
  Service: letterFirst,
  StatefulSet: label,
};

export const names = check(about, (subject) => {
  const index = indexOf(subject);
  return [
    ...index.objects.flatMap((located) => [...objectName(located), ...dataKeys(located)]),
    ...index.pods.flatMap(({ owner, path, spec, containers }) => [
      ...containers.flatMap((container) =>
        wrong(owner, `${container.path}.name`, container.fields.name, label),
      ),
      ...list(spec.volumes).flatMap((volume, i) =>
        wrong(owner, `${path}spec.volumes[${i}].name`, fields(volume).name, label),
      ),
    ]),
  ];
});

function objectName(located: Located): Finding[] {
  const { object, kind } = located;
  const rule = Object.hasOwn(byKind, kind) ? byKind[kind]! : subdomain;
  return [
    ...wrong(located, 'metadata.name', at(object, 'metadata', 'name'), rule),
    ...wrong(located, 'metadata.namespace', at(object, 'metadata', 'namespace'), label),
  ];
}

function dataKeys(located: Located): Finding[] {
  if (located.kind !== 'ConfigMap' && located.kind !== 'Secret') return [];
  return ['data', 'stringData', 'binaryData'].flatMap((part) =>
    Object.keys(fields(located.object[part])).flatMap((key) =>
      wrong(located, `${part}.${key}`, key, configKey),
    ),
  );
}

function wrong(located: Located, path: string, value: unknown, rule: NameRule): Finding[] {
  const name = text(value);
  if (!name || (rule.pattern.test(name) && name.length <= rule.most)) return [];
  const better = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const long = name.length > rule.most;
  return [
    finding(located, {
      path,
      value: name.length > 80 ? `${name.slice(0, 77)}…` : name,
      message: long
        ? `is ${name.length} characters long, ${name.length - rule.most} too many`
        : 'is not a valid name',
      allowed: rule.allowed,
      fix:
        !long && rule.pattern.test(better) && better !== name
          ? `did you mean ${better}?`
          : undefined,
    }),
  ];
}
