import type { Result } from './scenarios.ts';

/** Results as a table in Markdown. */
export function markdownTable(results: readonly Result[]): string {
  const rows = results.map(({ contender, clusters, objects, ms, cpuMs, peakMb, bytes }) => [
    String(clusters),
    objects.toLocaleString('en-US'),
    contender,
    seconds(ms),
    cpuMs === undefined ? '' : seconds(cpuMs),
    objects === 0 ? '' : `${((1000 * ms) / objects).toFixed(0)} µs`,
    peakMb === undefined ? '' : `${peakMb.toFixed(0)} MB`,
    bytes === undefined
      ? ''
      : `${(bytes / 1000).toLocaleString('en-US', { maximumFractionDigits: 0 })} kB`,
  ]);
  const head = [
    'clusters',
    'objects',
    'program',
    'time',
    'CPU time',
    'an object',
    'peak memory',
    'made',
  ];
  return table(head, rows);
}

/** Rows below their heading, in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** A time for people. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** A text with what stands between two of its marks replaced. */
export function between(text: string, mark: string, content: string): string {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${begin} and ${end} are not there`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
