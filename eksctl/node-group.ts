import type { ManagedNodeGroup } from 'eksctl-config-types';
import { discoveryTags } from '../charts/cluster-autoscaler/names.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { clusterTags } from './tags.ts';
import { nodeZone } from '../config/zones.ts';

export const NODE_GROUP = 'workers';

// The nodes' role is theirs alone: whatever runs here in pods has a role for its ServiceAccount, or asks AWS nothing.
const metadata = { disableIMDSv1: true, disablePodIMDS: true };

/** The managed node group. There is no `ssh` block: Session Manager reaches the nodes without one. */
export function nodeGroup(config: ClusterConfig): ManagedNodeGroup {
  const { name, nodes, network, roles } = config;
  const zone = nodeZone(config);
  return {
    name: NODE_GROUP,
    amiFamily: 'AmazonLinux2023',
    ...(nodes.launchTemplate.id ? byTemplate(nodes) : byType(nodes)),
    minSize: nodes.min,
    desiredCapacity: nodes.desired,
    maxSize: nodes.max,
    ...(!nodes.launchTemplate.id && { ...diskOf(nodes), ...metadata }),
    privateNetworking: network === 'private',
    ...(zone && { availabilityZones: [zone] }),
    ...(roles.node
      ? { iam: { instanceRoleARN: roles.node } }
      : roles.boundary && { iam: { instanceRolePermissionsBoundary: roles.boundary } }),
    ...(Object.keys(nodes.labels).length > 0 && { labels: { ...nodes.labels } }),
    // A managed group's tags reach its Auto Scaling group, where the autoscaler reads them, only when propagated.
    tags: { ...clusterTags(config), ...discoveryTags(name) },
    propagateASGTags: true,
  };
}

/** Whether the node group waits for a launch template that is still to be made. */
export function awaitsTemplate({ nodes: { launchTemplate } }: ClusterConfig): boolean {
  return launchTemplate.own && launchTemplate.id === null;
}

function byType({ instanceType, spot }: ClusterConfig['nodes']): Partial<ManagedNodeGroup> {
  return spot ? { instanceTypes: [instanceType], spot: true } : { instanceType };
}

function diskOf({ volumeSize }: ClusterConfig['nodes']): Partial<ManagedNodeGroup> {
  return { volumeType: 'gp3', volumeSize, volumeEncrypted: true };
}

// eksctl takes none of those settings beside a template, which has them all.
function byTemplate({ launchTemplate, spot }: ClusterConfig['nodes']): Partial<ManagedNodeGroup> {
  const { id, version } = launchTemplate;
  return {
    launchTemplate: { id: id ?? '', ...(version !== null && { version: String(version) }) },
    ...(spot && { spot: true }),
  };
}
