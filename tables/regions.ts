/** The day on which eksctl's list of the regions that run EKS was read. */
export const regionsRead = '2026-08-21';

const regions = {
  aws: [
    'us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1',
    'eu-north-1 eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-central-2 eu-south-1 eu-south-2',
    'ap-east-1 ap-east-2 ap-south-1 ap-south-2 ap-northeast-1 ap-northeast-2 ap-northeast-3',
    'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6',
    'ap-southeast-7 af-south-1 me-south-1 me-central-1 il-central-1',
  ],
  'aws-us-gov': ['us-gov-west-1 us-gov-east-1'],
  'aws-cn': ['cn-north-1 cn-northwest-1'],
} as const;

export type Partition = keyof typeof regions;

const partitionByRegion = new Map(
  (Object.keys(regions) as Partition[]).flatMap((partition) =>
    regions[partition].flatMap((line) =>
      line.split(' ').map((region) => [region, partition] as const),
    ),
  ),
);

export const regionNames: readonly string[] = [...partitionByRegion.keys()];

/** The part of every ARN that says which AWS a region belongs to. */
export function partitionOf(region: string): Partition {
  return partitionByRegion.get(region) ?? 'aws';
}

/** The domain of AWS's services in a partition. A few, such as eks.amazonaws.com, are the same in all. */
export function domainOf(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

// Where the zone letters of some accounts have no EKS or no capacity, so that a zone can't be guessed.
const regionsWithUnevenZones = ['us-east-1', 'us-west-1', 'ca-central-1', 'ap-northeast-1'];

/** The zones, by the id that is the same in every account, in which eksctl puts no cluster (its az.go, read 2026-08). */
export const zonesWithoutEks: readonly string[] = ['use1-az3', 'usw1-az2', 'cac1-az3'];

/** Two zones that every account has, or undefined where that differs by account. */
export function usualZones(region: string): readonly [string, string] | undefined {
  if (regionsWithUnevenZones.includes(region)) return undefined;
  return [`${region}a`, `${region}b`];
}
