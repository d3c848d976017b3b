import { didYouMean } from '../../terminal/suggest.ts';
import { lookup } from '../../imports/kubernetes-schema/index.ts';
import {
  allowedValues,
  capabilities,
  podSecurityLevels,
  serviceTypes,
} from '../../tables/allowed-values.ts';
import { type About, check, type Finding, type Subject } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields } from '../values.ts';

const about: About = {
  id: 'values-allowed',
  severity: 'refused',
  why: 'The API server or the container runtime refuses any other word in this field.',
  remedy: 'Write one of the allowed words.',
};
const finding = findingsOf(about);

const freeContent = new Set(['ConfigMap', 'CustomResourceDefinition', 'Secret']);
const deepest = 24;

export const valuesAllowed = check(about, (subject) =>
  indexOf(subject).objects.flatMap((located) => {
    if (freeContent.has(located.kind) || !isBuiltIn(located, subject)) return [];
    const { metadata, ...rest } = located.object;
    const found = located.kind === 'Namespace' ? podSecurity(located, metadata) : [];
    if (located.kind === 'Service') {
      found.push(...wrong(located, 'spec.type', at(rest, 'spec', 'type'), serviceTypes));
    }
    visit(located, rest, '', '', '', 0, found);
    return found;
  }),
);

function isBuiltIn({ apiVersion, kind }: Located, { minor }: Subject): boolean {
  return lookup(minor, apiVersion, kind) !== undefined;
}

// `parent` and `key` are the last two steps of the path, as the table writes them.
function visit(
  located: Located,
  value: unknown,
  path: string,
  parent: string,
  key: string,
  depth: number,
  found: Finding[],
): void {
  if (typeof value === 'string') {
    const end = parent && `${parent}.${key}`;
    if (end === 'capabilities.add[]' || end === 'capabilities.drop[]') {
      found.push(...capability(located, path, value));
      return;
    }
    const allowed = allowedValues.get(key) ?? allowedValues.get(end);
    if (allowed) found.push(...wrong(located, path, value, allowed));
    return;
  }
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if (Array.isArray(value)) {
    value.forEach((item: unknown, i) =>
      visit(located, item, `${path}[${i}]`, parent, `${key}[]`, depth + 1, found),
    );
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    // Labels and annotations may have any name and value.
    if (name === 'metadata' || name === 'matchLabels') continue;
    visit(located, inner, path ? `${path}.${name}` : name, key, name, depth + 1, found);
  }
}

function capability(located: Located, path: string, value: string): Finding[] {
  const name = value.toUpperCase().replace(/^CAP_/, '');
  if (capabilities.includes(name)) return [];
  return [
    finding(located, {
      path,
      value,
      message: 'is not a capability of Linux: the container runtime refuses to start the container',
      fix: didYouMean(name, capabilities),
    }),
  ];
}

function podSecurity(located: Located, metadata: unknown): Finding[] {
  return Object.entries(fields(at(metadata, 'labels'))).flatMap(([key, value]) =>
    /^pod-security\.kubernetes\.io\/(enforce|audit|warn)$/.test(key)
      ? wrong(located, `metadata.labels[${JSON.stringify(key)}]`, value, podSecurityLevels)
      : [],
  );
}

function wrong(
  located: Located,
  path: string,
  value: unknown,
  allowed: readonly string[],
): Finding[] {
  if (typeof value !== 'string' || value === '' || allowed.includes(value)) return [];
  return [
    finding(located, {
      path,
      value,
      message: 'is not a value that this field can have',
      allowed: allowed.join(', '),
      fix: didYouMean(value, allowed),
    }),
  ];
}
