import type { ManagedNodeGroup } from 'eksctl-config-types';
import { discoveryTags } from '../charts/cluster-autoscaler/names.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { clusterTags } from './tags.ts';
import { nodeZone } from './zones.ts';

export const NODE_GROUP = 'workers';

/** The managed node group. There is no `ssh` block: Session Manager reaches the nodes without one. */
export function nodeGroup(config: ClusterConfig): ManagedNodeGroup {
  const { name, nodes, network, roles } = config;
  const zone = nodeZone(config);
  return {
    name: NODE_GROUP,
    amiFamily: 'AmazonLinux2023',
    ...(nodes.spot
      ? { instanceTypes: [nodes.instanceType], spot: true }
      : { instanceType: nodes.instanceType }),
    minSize: nodes.min,
    desiredCapacity: nodes.desired,
    maxSize: nodes.max,
    volumeType: 'gp3',
    volumeSize: nodes.volumeSize,
    volumeEncrypted: true,
    disableIMDSv1: true,
    privateNetworking: network === 'private',
    ...(zone && { availabilityZones: [zone] }),
    ...(roles.node && { iam: { instanceRoleARN: roles.node } }),
    ...(Object.keys(nodes.labels).length > 0 && { labels: { ...nodes.labels } }),
    // A managed group's tags reach its Auto Scaling group, where the autoscaler reads them, only when propagated.
    tags: { ...clusterTags(config), ...discoveryTags(name) },
    propagateASGTags: true,
  };
}
