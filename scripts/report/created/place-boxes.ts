import type { Tone } from '../graph/graph.ts';
import { DETAIL_SIZE, FONT_SIZE, linesOf, LINE_HEIGHT } from '../graph/text-size.ts';

/** A box with what is in it. */
export interface Box {
  readonly id: string;
  readonly title: string;
  /** Smaller text below the title. */
  readonly detail?: string;
  readonly tone: Tone;
  /** Whether it is there at times only. */
  readonly passing?: boolean;
  readonly holds?: readonly Box[];
  /** How many boxes stand side by side in it; one where nothing is said. */
  readonly columns?: number;
}

/** A box with its place: x and y are its corner at the top left. */
export interface PlacedBox {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly titleLines: readonly string[];
  readonly detailLines: readonly string[];
  readonly holds: readonly PlacedBox[];
}

interface Corner {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export const PADDING = 9;
export const GAP = 8;

/** Finds a place for boxes below each other, all of them as wide as they may be. */
export function placeBoxes(boxes: readonly Box[], corner: Corner, columns = 1): PlacedBox[] {
  const width = (corner.width - GAP * (columns - 1)) / columns;
  const rows = Array.from({ length: Math.ceil(boxes.length / columns) }, (_, row) =>
    boxes.slice(row * columns, (row + 1) * columns),
  );
  let { y } = corner;
  return rows.flatMap((row) => {
    const placed = row.map((box, column) =>
      placeBox(box, { x: corner.x + column * (width + GAP), y, width }),
    );
    const height = Math.max(...placed.map((one) => one.height));
    y += height + GAP;
    return placed.map((one) => ({ ...one, height }));
  });
}

/** Where a box ends. */
export function bottomOf({ y, height }: PlacedBox): number {
  return y + height;
}

/** A box and all that is in it. */
export function allIn(placed: PlacedBox): PlacedBox[] {
  return [placed, ...placed.holds.flatMap(allIn)];
}

function placeBox(box: Box, { x, y, width }: Corner): PlacedBox {
  const inner = width - 2 * PADDING;
  const titleLines = linesOf(box.title, FONT_SIZE, inner);
  const detailLines = linesOf(box.detail ?? '', DETAIL_SIZE, inner);
  const text = (titleLines.length + detailLines.length) * LINE_HEIGHT;
  const below = y + PADDING + text;
  const holds = placeBoxes(
    box.holds ?? [],
    { x: x + PADDING, y: below + GAP / 2, width: inner },
    box.columns,
  );
  const bottom = Math.max(below, ...holds.map(bottomOf));
  return { box, x, y, width, height: bottom + PADDING - y, titleLines, detailLines, holds };
}
