import type { ClusterVersionInformation } from '@aws-sdk/client-eks';
import type { Aws } from '../clients.ts';

/** A Kubernetes minor as EKS sells it. */
export interface SoldVersion {
  readonly version: string;
  readonly support: 'standard' | 'extended' | 'ended';
  /** Days as YYYY-MM-DD, where EKS gives them. */
  readonly standardUntil?: string;
  readonly extendedUntil?: string;
}

/** Asks EKS which Kubernetes minors it sells. */
export async function soldVersions(aws: Aws): Promise<SoldVersion[]> {
  const eks = await aws.eks();
  const sold: SoldVersion[] = [];
  for await (const page of eks.paginateDescribeClusterVersions({})) {
    sold.push(...(page.clusterVersions ?? []).flatMap(asSold));
  }
  return sold;
}

function asSold(information: ClusterVersionInformation): SoldVersion[] {
  const { clusterVersion, versionStatus, status } = information;
  if (!clusterVersion) return [];
  const word = (versionStatus ?? status ?? '').toLowerCase();
  return [
    {
      version: clusterVersion,
      support: word.startsWith('standard')
        ? 'standard'
        : word.startsWith('extended')
          ? 'extended'
          : 'ended',
      standardUntil: day(information.endOfStandardSupportDate),
      extendedUntil: day(information.endOfExtendedSupportDate),
    },
  ];
}

function day(date: Date | undefined): string | undefined {
  return date?.toISOString().slice(0, 10);
}
