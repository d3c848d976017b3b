/** What a box stands for, which chooses its colour. */
export type Tone = 'outside' | 'system' | 'shop' | 'data' | 'ingress' | 'jenkins' | 'other';

/** A box of a graph. */
export interface GraphNode {
  readonly id: string;
  readonly title: string;
  /** A second, smaller line. */
  readonly detail?: string;
  readonly tone: Tone;
  /** Whether it is there at times only. */
  readonly passing?: boolean;
}

/** An arrow from one box to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly passing?: boolean;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A graph without the boxes that are there twice and the arrows between the same two. */
export function graphOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Graph {
  return {
    nodes: [...new Map(nodes.map((node) => [node.id, node])).values()],
    edges: [...new Map(edges.map((edge) => [`${edge.from}\n${edge.to}`, edge])).values()],
  };
}
