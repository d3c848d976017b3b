import { formatCpu, formatMemory } from '../../checks/capacity/quantities.ts';
import { tableLines } from '../../terminal/table.ts';
import { sentence } from '../../terminal/wrap.ts';
import type { Minimum } from './minimum.ts';
import type { NodeUse, Use } from './node-use.ts';
import { isFine, type Rehearsal } from './rehearsal.ts';
import { percent, type ScaleDown } from './scale-down.ts';
import type { Stuck } from './stuck.ts';

/** A rehearsal in words and tables. */
export function report(rehearsal: Rehearsal): string {
  const { applied, pods, pending, refused, nodes } = rehearsal;
  return [
    `${rehearsal.cluster}: ${applied.objects} objects applied (${applied.command}), ${pods.up} of ${pods.all} pods run`,
    '',
    ...nodeTable(nodes),
    '',
    ...sentence(minimumInWords(rehearsal.minimum)),
    ...indented(rehearsal.minimum.misfits),
    '',
    ...scaleDownTable(rehearsal),
    '',
    ...section('pods that wait', pending.map(stuckInWords)),
    ...(refused.length > 0
      ? section('workloads whose pods nobody could create', refused.map(stuckInWords))
      : []),
    ...(applied.errors.length > 0 ? section('refused by the API server', applied.errors) : []),
    ...section("the API server's warnings", applied.warnings),
    '',
    ...sentence(
      isFine(rehearsal)
        ? 'Kubernetes accepted everything. It runs, and fits on the minimum.'
        : 'Not everything works: see above.',
    ),
  ].join('\n');
}

/** One line per node: its pods, and what they ask for of what it has. */
export function nodeTable(nodes: readonly NodeUse[]): string[] {
  const rows = nodes.map(({ name, zone, used, maxPods, cpu, memory }) => [
    name,
    zone,
    `${used.pods} of ${maxPods}`,
    share(cpu),
    `${formatCpu(cpu.requested)} of ${formatCpu(cpu.allocatable)}`,
    share(memory),
    `${formatMemory(memory.requested)} of ${formatMemory(memory.allocatable)}`,
  ]);
  return tableLines({
    head: ['node', 'zone', 'pods', 'CPU', 'requested', 'memory', 'requested'],
    rows,
    align: ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
  });
}

/** Whether everything fits on the minimum, and how that was found out. */
export function minimumInWords({ nodes, fits, how, drained }: Minimum): string {
  const verdict = `${fits ? 'everything fits' : 'not everything fits'} on the minimum of ${nodes === 1 ? '1 node' : `${nodes} nodes`}`;
  switch (how) {
    case 'scheduled':
      return `${verdict}: the real scheduler placed it on exactly that many`;
    case 'drained':
      return `${verdict}: ${drained.join(' and ')} drained by real evictions`;
    case 'computed':
      return `${verdict}: computed from the pods that are there, nothing was drained`;
  }
}

/** What keeps each node, by the autoscaler's rules. */
export function scaleDownTable({
  scaleDown,
  autoscaler,
}: Pick<Rehearsal, 'scaleDown' | 'autoscaler'>): string[] {
  const rule = autoscaler
    ? `: the autoscaler removes nodes that are used below ${percent(autoscaler.threshold)} for ${autoscaler.unneededTime}`
    : '';
  return [
    ...sentence(`scale-down, by its published rules${rule}`),
    ...tableLines({ rows: scaleDown.flatMap(rowsOf), align: ALIGN }),
  ];
}

const ALIGN = ['left', 'right', 'left'] as const;

function rowsOf({ node, used, blockers }: ScaleDown): string[][] {
  const [first = 'nothing blocks it: it can be removed', ...others] = blockers;
  const blocked = blockers.length > 0 ? `stays: ${first}` : first;
  return [[node, percent(used), blocked], ...others.map((other) => ['', '', `       ${other}`])];
}

function stuckInWords({ object, reason }: Stuck): string {
  return `${object}: ${reason}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [`${title}: none`] : [`${title}:`, ...indented(lines)];
}

function share({ requested, allocatable }: Use): string {
  return allocatable > 0 ? percent(requested / allocatable) : '-';
}

function indented(lines: readonly string[]): string[] {
  return lines.flatMap((line) => sentence(line, { first: '  ', next: '    ' }));
}
