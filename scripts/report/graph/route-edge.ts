import type { PlacedEdge, PlacedGraph, PlacedNode, Point } from './place-graph.ts';
import { short } from './text-size.ts';

/**
 * An arrow's way as an SVG path: level where it passes a column of boxes, bent between columns only, so that it
 * crosses no box.
 */
export function routeEdge(edge: PlacedEdge, { nodes }: PlacedGraph): string {
  const from = nodes.find(({ id }) => id === edge.from);
  const to = nodes.find(({ id }) => id === edge.to);
  if (!from || !to) return '';
  const columns = columnsOf(nodes);
  const between = edge.points.slice(1, -1).flatMap((point): Stretch[] => {
    const half = columns.get(Math.round(point.x));
    return half === undefined || point.x <= from.x || point.x >= to.x ? [] : [level(point, half)];
  });
  const start = { left: from.x + from.width / 2, right: from.x + halfOf(columns, from), y: from.y };
  const end = { left: to.x - halfOf(columns, to), right: to.x - to.width / 2, y: to.y };
  return pathOf([start, ...between, end]);
}

/** A level part of a way. */
interface Stretch {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

function pathOf(stretches: readonly Stretch[]): string {
  return stretches
    .map(({ left, right, y }, index) => {
      const before = stretches[index - 1];
      const middle = before && (before.right + left) / 2;
      const bend = before && `C${at(middle, before.y)} ${at(middle, y)} ${at(left, y)}`;
      return `${bend ?? `M${at(left, y)}`} L${at(right, y)}`;
    })
    .join(' ');
}

function level({ x, y }: Point, half: number): Stretch {
  return { left: x - half, right: x + half, y };
}

// Boxes of one column have one middle; the widest says how far the column reaches.
function columnsOf(nodes: readonly PlacedNode[]): Map<number, number> {
  const columns = new Map<number, number>();
  for (const { x, width } of nodes) {
    const column = Math.round(x);
    columns.set(column, Math.max(columns.get(column) ?? 0, width / 2));
  }
  return columns;
}

function halfOf(columns: ReadonlyMap<number, number>, { x, width }: PlacedNode): number {
  return columns.get(Math.round(x)) ?? width / 2;
}

function at(x: number | undefined, y: number): string {
  return `${short(x ?? 0)} ${short(y)}`;
}
