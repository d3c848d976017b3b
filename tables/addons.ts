/** EKS addons that every cluster made here has. */
export const coreAddons = ['vpc-cni', 'coredns', 'kube-proxy', 'metrics-server'] as const;

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
