import { addonNames, coreAddons } from '../../../tables/addons.ts';
import { kubernetesVersions, minorOf } from '../../../tables/kubernetes.ts';

/** An addon as practice's EKS offers it; its versions are the newest first, which is EKS's default. */
export interface PlayedAddon {
  readonly type: 'networking' | 'observability' | 'security' | 'storage';
  readonly runsAs: 'DaemonSet' | 'Deployment';
  readonly versions: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** Where its Pods are; without it, in kube-system. */
  readonly namespace?: string;
  /** The account that needs a policy of AWS's. */
  readonly serviceAccount?: string;
  readonly policy?: string;
}

const policy = (name: string) => `arn:aws:iam::aws:policy/${name}`;

// kube-proxy is released with each minor version; the others' versions are of autumn 2026, as examples.
const kubeProxy = Object.fromEntries(
  kubernetesVersions.map((minor) => {
    const { release } = minorOf(minor);
    return [minor, [`v${release}-eksbuild.2`, `v${release}-eksbuild.1`]];
  }),
);

type AddonName = (typeof coreAddons)[number] | (typeof addonNames)[number];

/** The addons that a cluster file may name. */
export const playedAddons: Readonly<Record<AddonName, PlayedAddon>> = {
  'vpc-cni': {
    type: 'networking',
    runsAs: 'DaemonSet',
    versions: ['v1.22.4-eksbuild.1', 'v1.22.3-eksbuild.1'],
    serviceAccount: 'aws-node',
    policy: policy('AmazonEKS_CNI_Policy'),
  },
  coredns: {
    type: 'networking',
    runsAs: 'Deployment',
    versions: ['v1.13.2-eksbuild.2', 'v1.13.2-eksbuild.1'],
  },
  'kube-proxy': { type: 'networking', runsAs: 'DaemonSet', versions: kubeProxy },
  'metrics-server': {
    type: 'observability',
    runsAs: 'Deployment',
    versions: ['v0.8.1-eksbuild.2', 'v0.8.1-eksbuild.1'],
  },
  'aws-ebs-csi-driver': {
    type: 'storage',
    runsAs: 'Deployment',
    versions: ['v1.56.0-eksbuild.1', 'v1.55.0-eksbuild.1'],
    serviceAccount: 'ebs-csi-controller-sa',
    policy: policy('service-role/AmazonEBSCSIDriverPolicy'),
  },
  'eks-pod-identity-agent': {
    type: 'security',
    runsAs: 'DaemonSet',
    versions: ['v1.3.10-eksbuild.2', 'v1.3.10-eksbuild.1'],
  },
  'aws-efs-csi-driver': {
    type: 'storage',
    runsAs: 'Deployment',
    versions: ['v2.3.1-eksbuild.1'],
    serviceAccount: 'efs-csi-controller-sa',
    policy: policy('service-role/AmazonEFSCSIDriverPolicy'),
  },
  'amazon-cloudwatch-observability': {
    type: 'observability',
    runsAs: 'Deployment',
    versions: ['v5.3.1-eksbuild.1'],
    namespace: 'amazon-cloudwatch',
    serviceAccount: 'cloudwatch-agent',
    policy: policy('CloudWatchAgentServerPolicy'),
  },
  'aws-guardduty-agent': {
    type: 'security',
    runsAs: 'DaemonSet',
    versions: ['v1.12.1-eksbuild.2'],
    namespace: 'amazon-guardduty',
  },
  'cert-manager': {
    type: 'security',
    runsAs: 'Deployment',
    versions: ['v1.19.2-eksbuild.1'],
    namespace: 'cert-manager',
  },
  'eks-node-monitoring-agent': {
    type: 'observability',
    runsAs: 'DaemonSet',
    versions: ['v1.5.1-eksbuild.1'],
  },
  'external-dns': {
    type: 'networking',
    runsAs: 'Deployment',
    versions: ['v0.20.0-eksbuild.1'],
    namespace: 'external-dns',
    serviceAccount: 'external-dns',
    policy: policy('AmazonRoute53FullAccess'),
  },
  'kube-state-metrics': {
    type: 'observability',
    runsAs: 'Deployment',
    versions: ['v2.17.0-eksbuild.1'],
    namespace: 'kube-state-metrics',
  },
  'prometheus-node-exporter': {
    type: 'observability',
    runsAs: 'DaemonSet',
    versions: ['v1.10.2-eksbuild.1'],
    namespace: 'prometheus-node-exporter',
  },
  'snapshot-controller': {
    type: 'storage',
    runsAs: 'Deployment',
    versions: ['v8.4.0-eksbuild.1'],
  },
};
