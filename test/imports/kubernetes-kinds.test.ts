import { describe, expect, test } from '@jest/globals';
import { kindsOf, lookup } from '../../imports/kubernetes-schema/index.ts';
import { covers, parseSpan } from '../../imports/kubernetes-schema/span.ts';
import { schemaTable } from '../../imports/kubernetes-schema/table.ts';
import { defaultKubernetes, kubernetesVersions, minorNumber } from '../../tables/kubernetes.ts';

describe('kindsOf', () => {
  test.each(kubernetesVersions)('%s serves the kinds that everyone uses', (minor) => {
    const kinds = kindsOf(minor).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    expect(kinds).toEqual(expect.arrayContaining(['v1 Pod', 'apps/v1 Deployment', 'v1 Namespace']));
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  test('has no lists and no subresources', () => {
    const kinds = kindsOf(defaultKubernetes).map(({ kind }) => kind);
    expect(kinds.filter((kind) => /List$|^(Scale|Eviction|DeleteOptions)$/.test(kind))).toEqual([]);
  });
});

describe('lookup', () => {
  test.each([
    ['v1', 'Pod', true],
    ['v1', 'Namespace', false],
    ['v1', 'Node', false],
    ['v1', 'PersistentVolume', false],
    ['v1', 'Event', true],
    ['rbac.authorization.k8s.io/v1', 'Role', true],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', false],
    ['networking.k8s.io/v1', 'Ingress', true],
    ['networking.k8s.io/v1', 'IngressClass', false],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', false],
  ])('knows whether %s %s is namespaced', (apiVersion, kind, namespaced) => {
    expect(lookup(defaultKubernetes, apiVersion, kind)?.namespaced).toBe(namespaced);
  });

  test('knows kinds only in the minors that serve them', () => {
    const [key = '', span = ''] = oneThatComesOrGoes(schemaTable().kinds);
    const [apiVersion = '', kind = ''] = key.split(' ');
    expect(kubernetesVersions.filter((minor) => lookup(minor, apiVersion, kind))).toEqual(
      within(span),
    );
  });

  test('knows fields only in the minors that have them', () => {
    const fields = schemaTable().definitions['core/v1.PodSpec']?.split(' ') ?? [];
    const byName = Object.fromEntries(fields.map((each) => each.split(':')));
    const [field = '', span = ''] = oneThatComesOrGoes(byName);
    const minors = kubernetesVersions.filter((minor) => {
      const spec = lookup(minor, 'v1', 'Pod')?.schema.fields.get('spec');
      return spec?.is === 'struct' && spec.schema().fields.has(field);
    });
    expect(minors).toEqual(within(span));
  });

  test('reads lists, maps, structs and scalars', () => {
    const spec = lookup(defaultKubernetes, 'v1', 'Pod')?.schema.fields.get('spec');
    const pod = spec?.is === 'struct' ? spec.schema() : undefined;
    expect(pod?.required).toEqual(['containers']);
    expect(pod?.fields.get('hostNetwork')).toEqual({ is: 'boolean' });
    expect(pod?.fields.get('nodeSelector')).toEqual({ is: 'map', of: { is: 'string' } });
    expect(pod?.fields.get('containers')).toMatchObject({ is: 'list', of: { is: 'struct' } });
  });

  test('every part that is named is there, in every minor', () => {
    for (const minor of kubernetesVersions) {
      const seen = new Set<string>();
      const empty: string[] = [];
      for (const { apiVersion, kind } of kindsOf(minor)) {
        const open = [lookup(minor, apiVersion, kind)?.schema];
        for (let schema = open.pop(); schema; schema = open.pop()) {
          if (seen.has(schema.name)) continue;
          seen.add(schema.name);
          if (schema.fields.size === 0) empty.push(schema.name);
          for (let type of schema.fields.values()) {
            while (type.is === 'list' || type.is === 'map') type = type.of;
            if (type.is === 'struct') open.push(type.schema());
          }
        }
      }
      expect(empty).toEqual([]);
      expect(seen.size).toBeGreaterThan(400);
    }
  });
});

// The table's notation of what not all minor versions have: `value@since-until`.
function oneThatComesOrGoes(spans: Readonly<Record<string, string>>): [string, string] {
  const found = Object.entries(spans).find(([, span]) => /^[^ ]+@[\d-]+$/.test(span));
  if (!found) throw new Error('every minor version has the same');
  return found;
}

const within = (span: string) =>
  kubernetesVersions.filter((minor) => covers(parseSpan(span), minorNumber(minor)));
