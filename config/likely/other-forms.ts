import * as z from 'zod';
import { regionPlaces } from '../../tables/region-places.ts';

/** What a text could stand for, in the cluster's region. */
export type Read = (text: string, region: string) => readonly string[];

/** The other forms in which people write a key's values. */
export const otherForms = z.registry<{ read: Read }>();

/** A zone by its letter, or the first one of its region. */
export const readZone: Read = (text, region) =>
  /^[a-z]$/.test(text) ? [`${region}${text}`] : [`${text}a`];

/** An instance type by its family or its size alone. */
export const readInstanceType: Read = (text) => [`${text}.large`, `t3.${text}`];

/** An ARN without its beginning. */
export const readArn: Read = (text) => [`arn:${text}`, `arn:aws:iam::${text}`];

/** A repository's URL without its scheme, or GitHub's short form of it. */
export const readUrl: Read = (text) => {
  if (/^[\w-]+\/[\w.-]+$/.test(text)) return [`https://github.com/${text}`];
  return /^[\w-]+(\.[\w-]+)+\//.test(text) ? [`https://${text}`] : [];
};

/** A region by its place: Frankfurt, or the console's US West (Oregon) us-west-2. */
export const readRegion: Read = (text) => {
  const plain = text.toLowerCase();
  const holds = (name: string) => plain.includes(name.toLowerCase());
  const found = Object.entries(regionPlaces).filter(
    ([region, places]) => holds(region) || places.split(', ').some(holds),
  );
  return found.map(([region]) => region);
};
