import { tableLines } from '../../terminal/table.ts';
import type { Difference } from './differences.ts';
import type { Member } from './member.ts';

/** A cluster of the list, and which version runs where EKS was asked: null where there is none. */
export type Listed = Member & { readonly running?: string | null };

/** The clusters side by side, and in what they differ. */
export function asText(clusters: readonly Listed[], differs: readonly Difference[]): string {
  const isLive = clusters.some(({ running }) => running !== undefined);
  const head = [
    'cluster',
    'region',
    'Kubernetes',
    'autoscaler',
    'nodes',
    'ingress',
    'storage',
    'applied by',
  ];
  const rows = clusters.map((member) => [
    member.name,
    member.region,
    member.kubernetes,
    member.autoscaler,
    sizes(member),
    member.ingress,
    member.storage ?? 'no shop',
    member.flux ?? 'kubectl',
    ...(isLive ? [member.running ?? 'not made'] : []),
  ]);
  const lines = tableLines({ head: isLive ? [...head, 'runs'] : head, rows });
  if (clusters.length < 2) return lines.join('\n');
  return [...lines, '', ...differing(clusters, differs)].join('\n');
}

function differing(clusters: readonly Listed[], differs: readonly Difference[]): string[] {
  if (differs.length === 0) return ['Only their names differ.'];
  const rows = clusters.map(({ name }) => [
    name,
    ...differs.map(({ values }) => word(values[name])),
  ]);
  const head = ['cluster', ...differs.map(({ key }) => key)];
  return ['in what they differ', ...tableLines({ head, rows })];
}

function sizes({ nodes: { instanceType, min, desired, max, spot } }: Member): string {
  return `${desired} (${min} to ${max}) × ${instanceType}${spot ? ', spot' : ''}`;
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
