import type { ClusterConfig } from '../config/schema.ts';
import { imagesRead } from '../tables/images.ts';
import { instanceTypesRead } from '../tables/instance-types.ts';
import {
  calendarRead,
  eksSupport,
  type KubernetesVersion,
  kubernetesVersions,
  minorOf,
} from '../tables/kubernetes.ts';
import { controlPlanePrice, pricesRead } from '../tables/prices.ts';
import { isPast, today } from '../terminal/day.ts';

// After so many days a table has missed a release of Kubernetes, or a change of prices.
const OLD_AFTER_DAYS = 120;
const DAY_MS = 24 * 60 * 60 * 1000;

type Cluster = Pick<
  ClusterConfig,
  'name' | 'region' | 'kubernetes' | 'support' | 'manifestsOnly' | 'expires'
>;

/**
 * What only the day can say, of clusters that have expired and of tables that were read on a day: it only warns. What
 * is written is the same on any day. TABLES_AS_OF stands for today in tests.
 */
export function ageNotes(
  clusters: readonly Cluster[],
  day = process.env.TABLES_AS_OF ?? today(),
): string[] {
  const used = clusters.filter(({ manifestsOnly }) => !manifestsOnly);
  return [
    ...kubernetesVersions.flatMap((version) => {
      const of = used.filter(({ kubernetes }) => kubernetes === version);
      return of.length > 0 ? supportNotes(version, of, day) : [];
    }),
    ...used.flatMap(({ name, expires }) =>
      expires && isPast(expires, day) ? [past(name, expires)] : [],
    ),
    ...oldTables(day),
  ].map((note) => `warning: ${note}`);
}

function past(name: string, expires: string): string {
  return `expires: ${expires} is past: the next npm run down -- --expired removes ${name}; write a later day into clusters/${name}.yaml, or leave it out`;
}

function supportNotes(
  version: KubernetesVersion,
  clusters: readonly Cluster[],
  day: string,
): string[] {
  const { standardUntil, extendedUntil } = minorOf(version);
  const names = clusters.map(({ name }) => name).join(', ');
  if (day >= extendedUntil) {
    return [`EKS stopped to sell Kubernetes ${version} on ${extendedUntil}: ${names}`];
  }
  if (day < standardUntil || eksSupport(version) === 'extended') return [];
  const [cluster] = clusters;
  const hour = (support: 'standard' | 'extended') =>
    controlPlanePrice(cluster?.region ?? '', support);
  const cost = `${hour('extended')?.toFixed(2) ?? 'more'} USD an hour in place of ${hour('standard')?.toFixed(2) ?? 'less'}`;
  return [
    `Kubernetes ${version} left standard support on ${standardUntil}: EKS creates it only with support: extended, at ${cost}: ${names}`,
  ];
}

function oldTables(day: string): string[] {
  const read = {
    "EKS's calendar": calendarRead,
    'the prices': pricesRead,
    'the image tags': imagesRead,
    'the instance types': instanceTypesRead,
  };
  const old = Object.entries(read).flatMap(([what, on]) => {
    const days = Math.floor((Date.parse(day) - Date.parse(on)) / DAY_MS);
    return days > OLD_AFTER_DAYS ? [`${what} ${days} days (read ${on})`] : [];
  });
  return old.length > 0
    ? [
        `this project's tables are old: ${old.join(', ')}; a newer release of it may have newer ones`,
      ]
    : [];
}
