import { describe, expect, test } from '@jest/globals';
import { callGraph, shopCalls } from '../../../scripts/report/calls/call-graph.ts';
import { graphOf } from '../../../scripts/report/graph/graph.ts';
import { placeGraph, type PlacedNode } from '../../../scripts/report/graph/place-graph.ts';
import { routeEdge } from '../../../scripts/report/graph/route-edge.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf } from '../../support/configs.ts';

describe('the shop’s call graph', () => {
  const placed = placeGraph(callGraph(shopCalls(synthesize(configOf()))));

  test('no two boxes meet', () => {
    const pairs = placed.nodes.flatMap((a, i) => placed.nodes.slice(i + 1).map((b) => [a, b]));
    expect(pairs.filter(([a, b]) => a && b && overlap(a, b))).toEqual([]);
  });

  test('every box is inside the picture', () => {
    for (const { x, y, width, height } of placed.nodes) {
      expect(Math.min(x - width / 2, y - height / 2)).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(placed.width);
      expect(y + height / 2).toBeLessThanOrEqual(placed.height);
    }
  });

  test('every arrow leaves its caller and ends at its target', () => {
    expect(placed.edges.length).toBe(16);
    for (const edge of placed.edges) {
      const numbers =
        routeEdge(edge, placed)
          .match(/-?\d+(\.\d+)?/g)
          ?.map(Number) ?? [];
      const from = placed.nodes.find(({ id }) => id === edge.from);
      const to = placed.nodes.find(({ id }) => id === edge.to);
      expect(numbers[0]).toBeCloseTo((from?.x ?? 0) + (from?.width ?? 0) / 2, 0);
      expect(numbers.at(-2)).toBeCloseTo((to?.x ?? 0) - (to?.width ?? 0) / 2, 0);
      expect(numbers.at(-1)).toBeCloseTo(to?.y ?? 0, 0);
    }
  });
});

test('a box or an arrow that comes twice is drawn once', () => {
  const box = { id: 'a', title: 'a', tone: 'other' } as const;
  const arrow = { from: 'a', to: 'a' };
  expect(graphOf([box, box], [arrow, arrow])).toEqual({ nodes: [box], edges: [arrow] });
});

function overlap(a: PlacedNode, b: PlacedNode): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2
  );
}
