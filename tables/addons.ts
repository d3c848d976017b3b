import { partitionOf } from './regions.ts';

/** What every EKS cluster has: as addons or, without them, as EKS's own installation. */
export const alwaysThere = ['vpc-cni', 'coredns', 'kube-proxy'] as const;

/** EKS addons that every cluster made here has where EKS offers them: those that eksctl adds unless it is told not to. */
export const coreAddons = [...alwaysThere, 'metrics-server'] as const;

/**
 * Those of them that a region has: eksctl leaves metrics-server out in China and GovCloud (its known_addons.go, read
 * 2026-08), but not where the ClusterConfig names it, and then fails.
 */
export function coreAddonsIn(region: string): readonly string[] {
  return partitionOf(region) === 'aws' ? coreAddons : alwaysThere;
}

/** EKS addons that a cluster file may name besides: those that are not there anyway. */
export const addonNames = [
  'aws-ebs-csi-driver',
  'aws-efs-csi-driver',
  'amazon-cloudwatch-observability',
  'aws-guardduty-agent',
  'cert-manager',
  'eks-node-monitoring-agent',
  'eks-pod-identity-agent',
  'external-dns',
  'kube-state-metrics',
  'prometheus-node-exporter',
  'snapshot-controller',
] as const;

/** AWS's policies for an addon's role, where eksctl doesn't know them by itself. */
export const addonPolicies: Readonly<Record<string, readonly string[]>> = {
  'amazon-cloudwatch-observability': ['CloudWatchAgentServerPolicy', 'AWSXrayWriteOnlyAccess'],
};
