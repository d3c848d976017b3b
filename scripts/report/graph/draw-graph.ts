import { type Html, markup } from '../html/html.ts';
import type { Graph } from './graph.ts';
import { placeGraph, type PlacedNode } from './place-graph.ts';
import { routeEdge } from './route-edge.ts';
import { LINE_HEIGHT, short } from './text-size.ts';

interface Drawing {
  readonly id: string;
  /** What the picture shows, for those who don't see it. */
  readonly title: string;
  readonly graph: Graph;
}

/** A graph as a picture that reads to the right; a page too narrow for it lets it scroll. */
export function drawGraph({ id, title, graph }: Drawing): Html {
  const placed = placeGraph(graph);
  const { width, height, nodes, edges } = placed;
  return markup`<figure class="picture">
<p class="hint quiet" aria-hidden="true">The picture is wider than the page: scroll it sideways.</p>
<div class="scroll" role="region" aria-label="Picture: ${title}" tabindex="0">
<svg class="graph" id="${id}" role="img" aria-labelledby="${id}-title" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="${id}-title">${title}</title>
<defs><marker id="${id}-tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0.5 8 4 0 7.5z"/></marker></defs>
${edges.map((edge) => markup`<path class="edge${edge.passing && ' passing'}" data-from="${edge.from}" data-to="${edge.to}" marker-end="url(#${id}-tip)" d="${routeEdge(edge, placed)}"/>\n`)}
${nodes.map(box)}
</svg>
</div>
</figure>`;
}

function box({ id, x, y, width, height, title, detail, tone, passing }: PlacedNode): Html {
  const shift = detail ? LINE_HEIGHT / 2 : 0;
  return markup`<g class="box ${tone}${passing && ' passing'}" data-node="${id}"><rect x="${short(x - width / 2)}" y="${short(y - height / 2)}" width="${short(width)}" height="${short(height)}" rx="5"/><text x="${short(x)}" y="${short(y - shift)}">${title}</text>${detail && markup`<text class="detail" x="${short(x)}" y="${short(y + shift)}">${detail}</text>`}</g>
`;
}
