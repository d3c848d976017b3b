import type { ClusterConfig } from '../../config/schema.ts';
import { readRegion } from '../../config/likely/other-forms.ts';
import { regionPlaces } from '../../tables/region-places.ts';
import { regionNames } from '../../tables/regions.ts';

/** Something to choose, with what it is in a few words. */
export interface Choice {
  readonly value: string;
  readonly shown: string;
}

/** What there is to choose from, and what else an answer may say. */
export interface Choices {
  readonly title: string;
  readonly all: readonly Choice[];
  /** The values that a text other than a number or a value could mean. */
  readonly meant?: (text: string) => readonly string[];
}

export const regions: Choices = {
  title: 'AWS regions:',
  all: regionNames.map((value) => ({ value, shown: regionShown(value) })),
  meant: (text) => readRegion(text, ''),
};

/** us-west-2 (Oregon) */
function regionShown(region: string): string {
  const [place] = regionPlaces[region]?.split(', ') ?? [];
  return place ? `${region} (${place})` : region;
}

const about: Readonly<Record<ClusterConfig['ingress']['controller'], string>> = {
  nginx: "F5's controller, which is maintained",
  'ingress-nginx': "the chapter's own, retired in March 2026",
  alb: 'the AWS Load Balancer Controller, one more command',
  none: 'no controller: the shop stays inside the cluster',
};

export const controllers: Choices = {
  title: 'Ingress controllers:',
  all: Object.entries(about).map(([value, words]) => ({ value, shown: `${value} (${words})` })),
};

/** The value that an answer means: by its number, by itself, or by another word for it. */
export function chosen({ all, meant = () => [] }: Choices, text: string): string {
  const byNumber = /^\d+$/.test(text) ? all[Number(text) - 1]?.value : undefined;
  const exact = all.find(({ value }) => value === text.toLowerCase())?.value;
  const [only, ...others] = meant(text);
  return byNumber ?? exact ?? (others.length === 0 ? (only ?? text) : text);
}

/** The list, as many to a line as there is room for. */
export function listOf({ title, all }: Choices, width: number): string[] {
  const cells = all.map(({ shown }, index) => `${String(index + 1).padStart(4)}  ${shown}`);
  const longest = Math.max(...cells.map(({ length }) => length));
  const rows = Math.ceil(cells.length / Math.max(1, Math.floor(width / (longest + 2))));
  const lines = cells.slice(0, rows).map((_, row) =>
    cells
      .filter((_, index) => index % rows === row)
      .map((cell) => cell.padEnd(longest + 2))
      .join('')
      .trimEnd(),
  );
  return [title, ...lines];
}
