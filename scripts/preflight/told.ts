import { type PreflightPrice, priceLines, sumOf } from '../../synth/price.ts';
import { forExercises } from '../shared/stage.ts';
import { type Call, lineOf } from '../../terminal/call.ts';
import { sentence } from '../../terminal/wrap.ts';
import type { Line } from './line.ts';
import { reportLines, summaryLine } from './report.ts';
import { type Report, togetherLines } from './report-together.ts';

/** What was found about a cluster, and what it would cost. */
export interface Found extends Report {
  readonly price?: PreflightPrice;
}

interface Chosen {
  readonly all: boolean;
  readonly images: boolean;
  readonly cluster?: string;
}

/** All of it as its user reads it; what to do next comes last. */
export function told(found: readonly Found[], call: Call<Chosen>): string[] {
  const { all } = call.flags;
  const prices = found.flatMap(({ price }) => price ?? []);
  const lines = found.flatMap((one) => one.lines);
  const price = all && prices.length > 0 ? sumOf(prices) : prices[0];
  return [
    '',
    ...(all ? [...togetherLines(found), ''] : reportLines(lines)),
    ...(price ? [...priceLines(price).flatMap((line) => sentence(line)), ''] : []),
    ...(all ? [] : [summaryLine(lines)]),
    ...nextLines(lines, call),
  ];
}

function nextLines(lines: readonly Line[], call: Call<Chosen>): string[] {
  if (lines.some(({ state }) => state === 'failed')) {
    return [`Fix the FAILED lines from the top, then run it again: ${lineOf(call)}`];
  }
  const { all, cluster, images } = call.flags;
  if (lines.length === 0 || images) return [];
  const up = { command: { ...call.command, name: 'up' }, flags: { all, cluster } };
  return [
    `Next: ${lineOf(up)}   (shows what it will do)`,
    `To do the exercises yourself: ${forExercises(lineOf(up))}`,
  ];
}
