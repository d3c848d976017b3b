import { LINE_HEIGHT, short } from '../graph/text-size.ts';
import { type Html, markup } from '../html/html.ts';
import type { Door } from './doors.ts';
import {
  allIn,
  bottomOf,
  type Box,
  GAP,
  PADDING,
  placeBoxes,
  type PlacedBox,
} from './place-boxes.ts';

interface Drawing {
  readonly id: string;
  /** What the picture shows, for those who don't see it. */
  readonly title: string;
  readonly width: number;
  readonly aws: Box;
  readonly doors: readonly Door[];
}

// Arrows go down on the left, so far from each other.
const RAIL = 12;
const MARGIN = 1;

/** Boxes in boxes below those who may come in, with an arrow to whatever each may reach. */
export function drawCreated({ id, title, width, aws, doors }: Drawing): Html {
  const { sources, main } = placed(aws, doors, width);
  const inside = allIn(main);
  const arrows = doors.flatMap(({ box, from }) => {
    const index = sources.findIndex((source) => source.box.id === from?.id);
    const source = sources[index];
    const target = inside.find((one) => one.box.id === box.id);
    return source && target ? [arrow(source, target, index, id)] : [];
  });
  return markup`<svg class="boxes" id="${id}" role="img" aria-labelledby="${id}-title" viewBox="0 0 ${width} ${short(bottomOf(main) + MARGIN)}">
<title id="${id}-title">${title}</title>
<defs><marker id="${id}-tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0.5 8 4 0 7.5z"/></marker></defs>
${[...sources, main].map(boxHtml)}
${arrows}
</svg>`;
}

// A source stands to the right of the arrows from those above it.
function placed(aws: Box, doors: readonly Door[], width: number) {
  const boxes = new Map(doors.flatMap(({ from }) => (from ? [[from.id, from]] : [])));
  const right = width - MARGIN;
  const sources: PlacedBox[] = [];
  let y = MARGIN;
  for (const box of boxes.values()) {
    const x = MARGIN + sources.length * RAIL;
    const [source] = placeBoxes([box], { x, y, width: right - x });
    if (!source) continue;
    sources.push(source);
    y = bottomOf(source) + 2 * GAP;
  }
  const x = MARGIN + sources.length * RAIL;
  const [main] = placeBoxes([aws], { x, y, width: right - x });
  if (!main) throw new Error('a box has a place');
  return { sources, main };
}

function arrow(source: PlacedBox, target: PlacedBox, index: number, id: string): Html {
  const x = short(MARGIN + index * RAIL + RAIL / 2);
  const y = short(target.y + PADDING + LINE_HEIGHT / 2);
  return markup`<path class="edge${target.box.passing && ' passing'}" data-from="${source.box.id}" data-to="${target.box.id}" marker-end="url(#${id}-tip)" d="M${x} ${short(bottomOf(source))}V${y}H${short(target.x)}"/>
`;
}

function boxHtml({ box, x, y, width, height, titleLines, detailLines, holds }: PlacedBox): Html {
  const left = short(x + PADDING);
  const line = (text: string, index: number) =>
    markup`<text${index >= titleLines.length && markup` class="detail"`} x="${left}" y="${short(y + PADDING + (index + 0.5) * LINE_HEIGHT)}">${text}</text>`;
  return markup`<g class="part ${box.tone}${box.passing && ' passing'}" data-node="${box.id}"><rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="5"/>${[...titleLines, ...detailLines].map(line)}${holds.map(boxHtml)}</g>
`;
}
