/** A pod that EKS itself runs in kube-system: nobody's manifest has it, and every node has to hold it. */
export interface SystemPod {
  readonly name: string;
  readonly namespace: 'kube-system';
  /** A DaemonSet has one pod per node, a Deployment `replicas` per cluster. */
  readonly kind: 'DaemonSet' | 'Deployment';
  readonly replicas?: number;
  /** The EKS addon that brings it, or the controller that a person installs. */
  readonly addon: string;
  /** What its pods and its selector carry. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its containers' requests, together. */
  readonly requests: { readonly cpu?: string; readonly memory?: string };
  readonly hostNetwork?: boolean;
  /** Its emptyDirs on the node's disk: they keep the node from being scaled down where the autoscaler minds. */
  readonly diskVolumes?: readonly string[];
  /** The PodDisruptionBudget that comes with it. */
  readonly budget?: { readonly maxUnavailable: number };
  /** What no source confirmed. */
  readonly unverified?: string;
}

const inKubeSystem = 'kube-system';

/** What EKS and its addons run, with requests; tables/addons.ts says which addons a cluster may have. */
export const systemPods: readonly SystemPod[] = [
  {
    // amazon-vpc-cni-k8s, charts/aws-vpc-cni/values.yaml (2026-08-20): 25m for aws-node and 25m for the network
    // policy agent, which runs whether or not policies are enforced; no memory.
    name: 'aws-node',
    namespace: inKubeSystem,
    kind: 'DaemonSet',
    addon: 'vpc-cni',
    labels: { 'k8s-app': 'aws-node' },
    requests: { cpu: '50m' },
    hostNetwork: true,
  },
  {
    name: 'kube-proxy',
    namespace: inKubeSystem,
    kind: 'DaemonSet',
    addon: 'kube-proxy',
    labels: { 'k8s-app': 'kube-proxy' },
    requests: { cpu: '100m' },
    hostNetwork: true,
    unverified: 'requests: seen on clusters, published nowhere',
  },
  {
    // The budget is there since v1.10.1-eksbuild.3 (EKS user guide, CoreDNS addon).
    name: 'coredns',
    namespace: inKubeSystem,
    kind: 'Deployment',
    replicas: 2,
    addon: 'coredns',
    labels: { 'eks.amazonaws.com/component': 'coredns', 'k8s-app': 'kube-dns' },
    requests: { cpu: '100m', memory: '70Mi' },
    budget: { maxUnavailable: 1 },
  },
  {
    // kubernetes-sigs/metrics-server, charts/metrics-server/values.yaml (2026-08-04).
    name: 'metrics-server',
    namespace: inKubeSystem,
    kind: 'Deployment',
    replicas: 2,
    addon: 'metrics-server',
    labels: {
      'app.kubernetes.io/instance': 'metrics-server',
      'app.kubernetes.io/name': 'metrics-server',
    },
    requests: { cpu: '100m', memory: '200Mi' },
    diskVolumes: ['tmp'],
    budget: { maxUnavailable: 1 },
    unverified: "EKS's own addon: two replicas and the budget",
  },
  {
    // aws-ebs-csi-driver v1.64.0, deploy/kubernetes/base/node.yaml: 10m/40Mi for the driver, 10m/32Mi for each of
    // the registrar and the liveness probe.
    name: 'ebs-csi-node',
    namespace: inKubeSystem,
    kind: 'DaemonSet',
    addon: 'aws-ebs-csi-driver',
    labels: { app: 'ebs-csi-node', 'app.kubernetes.io/name': 'aws-ebs-csi-driver' },
    requests: { cpu: '30m', memory: '104Mi' },
  },
  {
    // As above, controller.yaml: five containers of 10m/40Mi and a liveness probe of 10m/32Mi.
    name: 'ebs-csi-controller',
    namespace: inKubeSystem,
    kind: 'Deployment',
    replicas: 2,
    addon: 'aws-ebs-csi-driver',
    labels: { app: 'ebs-csi-controller', 'app.kubernetes.io/name': 'aws-ebs-csi-driver' },
    requests: { cpu: '60m', memory: '232Mi' },
    diskVolumes: ['socket-dir'],
    budget: { maxUnavailable: 1 },
  },
  {
    // eks-pod-identity-agent, charts/eks-pod-identity-agent/values.yaml (2026-08): resources {}.
    name: 'eks-pod-identity-agent',
    namespace: inKubeSystem,
    kind: 'DaemonSet',
    addon: 'eks-pod-identity-agent',
    labels: {
      'app.kubernetes.io/instance': 'eks-pod-identity-agent',
      'app.kubernetes.io/name': 'eks-pod-identity-agent',
    },
    requests: {},
    hostNetwork: true,
  },
  {
    // eks-charts, stable/aws-load-balancer-controller 3.5.0: two replicas, resources {}, no budget.
    name: 'aws-load-balancer-controller',
    namespace: inKubeSystem,
    kind: 'Deployment',
    replicas: 2,
    addon: 'aws-load-balancer-controller',
    labels: {
      'app.kubernetes.io/instance': 'aws-load-balancer-controller',
      'app.kubernetes.io/name': 'aws-load-balancer-controller',
    },
    requests: {},
  },
];
