import type { Cluster } from '@aws-sdk/client-eks';
import { at, type Fields } from '../../diff/eksctl/context.ts';
import { type Fact, overlay, said } from './overlay.ts';
import { ownTags } from './tags.ts';

/** A ClusterConfig with what EKS says of the control plane. */
export function controlPlane(wanted: Fields, cluster: Cluster): Fields {
  const { resourcesVpcConfig: vpc = {}, kubernetesNetworkConfig: network, computeConfig } = cluster;
  const always: Fact[] = [
    ['metadata.tags', ownTags(cluster.tags, wanted.metadata as Fields)],
    ['accessConfig.authenticationMode', cluster.accessConfig?.authenticationMode],
    ['vpc.clusterEndpoints.publicAccess', vpc.endpointPublicAccess],
    ['vpc.clusterEndpoints.privateAccess', vpc.endpointPrivateAccess],
    ['vpc.publicAccessCIDRs', ranges(wanted, vpc.publicAccessCidrs)],
    ['cloudWatch.clusterLogging.enableTypes', logTypes(wanted, cluster)],
    ['secretsEncryption.keyARN', keyOf(cluster)],
    ['upgradePolicy.supportType', cluster.upgradePolicy?.supportType ?? 'EXTENDED'],
    ['zonalShiftConfig.enabled', cluster.zonalShiftConfig?.enabled ?? false],
    ['controlPlaneScalingConfig.tier', cluster.controlPlaneScalingConfig?.tier ?? 'standard'],
    ['autoModeConfig.enabled', computeConfig?.enabled ?? false],
    ['remoteNetworkConfig.remoteNodeNetworks', networks(cluster, 'remoteNodeNetworks')],
    ['remoteNetworkConfig.remotePodNetworks', networks(cluster, 'remotePodNetworks')],
  ];
  const onlyIfSaid: Fact[] = [
    ['metadata.version', cluster.version],
    ['vpc.id', vpc.vpcId],
    ['vpc.controlPlaneSubnetIDs', vpc.subnetIds],
    ['iam.serviceRoleARN', cluster.roleArn],
    ['kubernetesNetworkConfig.ipFamily', family(network?.ipFamily)],
    ['kubernetesNetworkConfig.serviceIPv4CIDR', network?.serviceIpv4Cidr],
    ['autoModeConfig.nodePools', computeConfig?.nodePools],
    ['autoModeConfig.nodeRoleARN', computeConfig?.nodeRoleArn],
  ];
  return overlay(wanted, [...always, ...said(wanted, onlyIfSaid)]);
}

function ranges(wanted: Fields, live: readonly string[] = []): readonly string[] | undefined {
  const wants = at(wanted, 'vpc.publicAccessCIDRs') as readonly string[] | undefined;
  // Without a public endpoint there is nothing to restrict.
  if (live.length === 0) return wants;
  return !wants && live.length === 1 && live[0] === '0.0.0.0/0' ? undefined : live;
}

function logTypes(wanted: Fields, { logging }: Cluster): readonly string[] | undefined {
  const wants = at(wanted, 'cloudWatch.clusterLogging.enableTypes') as
    readonly string[] | undefined;
  const live = (logging?.clusterLogging ?? []).flatMap(({ enabled, types = [] }) =>
    enabled ? types : [],
  );
  const wantsAll = wants?.some((type) => type === 'all' || type === '*');
  if (wantsAll && live.length === ALL_TYPES) return wants;
  return live.length > 0 ? live : undefined;
}

const ALL_TYPES = 5;

function keyOf({ encryptionConfig = [] }: Cluster): string | undefined {
  return encryptionConfig.find(({ resources }) => resources?.includes('secrets'))?.provider?.keyArn;
}

function family(live: string | undefined): string | undefined {
  return live === 'ipv6' ? 'IPv6' : live === 'ipv4' ? 'IPv4' : live;
}

function networks(
  { remoteNetworkConfig }: Cluster,
  kind: 'remoteNodeNetworks' | 'remotePodNetworks',
): { cidrs: string[] }[] | undefined {
  const list = remoteNetworkConfig?.[kind]?.map(({ cidrs = [] }) => ({ cidrs }));
  return list && list.length > 0 ? list : undefined;
}
