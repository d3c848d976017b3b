import type { Aws } from '../../aws/clients.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { clusterZones, nodeZone } from '../../config/zones.ts';
import { zonesWithoutEks } from '../../tables/regions.ts';

/** The zones that the nodes may come to lie in. */
export interface Zones {
  readonly names: readonly string[];
  /** Whether the cluster file or the subnets say so; otherwise eksctl chooses among them. */
  readonly given: boolean;
}

/** In which zones eksctl would put the nodes; EC2 is asked where the cluster file leaves it open. */
export async function nodeZones(aws: Aws, config: ClusterConfig): Promise<Zones> {
  const only = nodeZone(config);
  if (only) return { names: [only], given: true };
  const { vpc, network } = config;
  const written = vpc.id
    ? Object.keys(network === 'private' ? vpc.privateSubnets : vpc.publicSubnets)
    : clusterZones(config);
  if (written.length > 0) return { names: [...written].sort(), given: true };
  const { AvailabilityZones = [] } = await (
    await aws.ec2()
  ).describeAvailabilityZones({
    Filters: [
      { Name: 'region-name', Values: [config.region] },
      { Name: 'state', Values: ['available'] },
      { Name: 'zone-type', Values: ['availability-zone'] },
    ],
  });
  const names = AvailabilityZones.flatMap(({ ZoneName, ZoneId = '' }) =>
    ZoneName && !zonesWithoutEks.includes(ZoneId) ? [ZoneName] : [],
  );
  return { names: names.sort(), given: false };
}
