import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Graph, GraphEdge, GraphNode } from './graph.ts';
import { DETAIL_SIZE, FONT_SIZE, LINE_HEIGHT, widthOf } from './text-size.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box with its place: x and y are its middle. */
export interface PlacedNode extends GraphNode, Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge extends GraphEdge {
  readonly points: readonly Point[];
}

/** A graph with a place for everything, from 0,0 to its width and height. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const PADDING = { x: 12, y: 7 };
const MARGIN = 2;

/** Finds a place for every box and a way for every arrow, from left to right. */
export function placeGraph({ nodes, edges }: Graph): PlacedGraph {
  const dagre = new Dagre();
  dagre.setGraph({
    rankdir: 'LR',
    nodesep: 14,
    edgesep: 10,
    ranksep: 60,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  for (const node of nodes) dagre.setNode(node.id, { ...sizeOf(node) });
  for (const { from, to } of edges) dagre.setEdge(from, to, {});
  layout(dagre);
  const { width = 0, height = 0 } = dagre.graph() as { width?: number; height?: number };
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map((node) => {
      const { x, y } = dagre.node(node.id) as Point;
      return { ...node, ...sizeOf(node), x, y };
    }),
    edges: edges.map((edge) => {
      const { points } = dagre.edge(edge.from, edge.to) as { points: readonly Point[] };
      return { ...edge, points };
    }),
  };
}

function sizeOf({ title, detail = '' }: GraphNode): { width: number; height: number } {
  const text = Math.max(widthOf(title, FONT_SIZE), widthOf(detail, DETAIL_SIZE));
  return {
    width: Math.ceil(text + 2 * PADDING.x),
    height: LINE_HEIGHT * (detail ? 2 : 1) + 2 * PADDING.y,
  };
}
