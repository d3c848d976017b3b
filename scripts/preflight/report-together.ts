import { append } from '../../checks/index-of.ts';
import { tableLines } from '../../terminal/table.ts';
import type { Line } from './line.ts';
import { reportLines, summaryLine } from './report.ts';

/** What was found about one of several clusters. */
export interface Report {
  readonly cluster: string;
  readonly region: string;
  readonly lines: readonly Line[];
}

/** The report on several clusters: what is so for all, or for all of a region, is said once, and how each ended. */
export function togetherLines(reports: readonly Report[]): string[] {
  const forAll = common(reports);
  const inRegions = [...byRegion(reports)].map(([region, own]) => ({
    region,
    count: own.length,
    lines: without(common(own), forAll),
  }));
  return [
    ...section(`all ${reports.length} clusters`, forAll),
    ...inRegions.flatMap(({ region, count, lines }) =>
      section(`all ${count} clusters in ${region}`, lines),
    ),
    ...reports.flatMap(({ cluster, region, lines }) => {
      const told = inRegions.find((one) => one.region === region)?.lines ?? [];
      return section(`${cluster} in ${region}`, without(lines, [...forAll, ...told]));
    }),
    ...tableLines({ rows: reports.map(({ cluster, lines }) => [cluster, summaryLine(lines)]) }),
  ];
}

// Of one alone nothing is common: it is all its own.
function common([first, ...others]: readonly Report[]): Line[] {
  if (!first || others.length === 0) return [];
  return first.lines.filter((line) => others.every(({ lines }) => has(lines, line)));
}

function byRegion(reports: readonly Report[]): Map<string, Report[]> {
  const regions = new Map<string, Report[]>();
  for (const report of reports) append(regions, report.region, report);
  return regions;
}

function section(heading: string, lines: readonly Line[]): string[] {
  if (lines.length === 0) return [];
  return [heading, '', ...reportLines(lines, '  ')];
}

function without(lines: readonly Line[], told: readonly Line[]): Line[] {
  return lines.filter((line) => !has(told, line));
}

function has(lines: readonly Line[], line: Line): boolean {
  return lines.some((one) => JSON.stringify(one) === JSON.stringify(line));
}
