import type { Subject } from '../checks/check.ts';
import { systemPodsOf } from '../checks/capacity/system-pods.ts';
import type { KubeObject } from '../output/manifest.ts';
import { dnsAddress, serviceRanges } from '../tables/service-ranges.ts';
import { type SystemPod, systemPods } from '../tables/system-pods.ts';
import { mostVolumes } from './eks-nodes.ts';
import type { NodeShape } from './nodes.ts';
import { EBS_DRIVER, EBS_ZONE } from './volumes.ts';

export const EBS_ADDON = 'aws-ebs-csi-driver';
const KUBE_DNS = dnsAddress(serviceRanges[0]);

/** Whether a cluster has the EBS driver: as an addon, or, where no ClusterConfig says, because a class needs it. */
export function hasEbsDriver({ clusterConfig, files }: Subject): boolean {
  if (clusterConfig)
    return clusterConfig.object.addons?.some(({ name }) => name === EBS_ADDON) ?? false;
  return files.some(({ objects }) => objects.some(({ provisioner }) => provisioner === EBS_DRIVER));
}

/** What EKS, its addons and eksctl put into a cluster before its owner applies anything. */
export function eksObjects(subject: Subject): KubeObject[] {
  return [
    ...serviceAccounts(subject),
    ...presentPods(subject).flatMap(objectsOf),
    ...(hasEbsDriver(subject) ? [ebsDriver] : []),
  ];
}

function objectsOf(pod: SystemPod): KubeObject[] {
  return [workload(pod), ...budget(pod), ...(pod.name === 'coredns' ? [kubeDns] : [])];
}

/** What an EKS addon brings; nothing for one whose pods are not in the table. */
export function objectsOfAddon(addon: string): KubeObject[] {
  const pods = systemPods.filter((pod) => pod.addon === addon);
  return [...pods.flatMap(objectsOf), ...(addon === EBS_ADDON ? [ebsDriver] : [])];
}

/** The names of the Deployments and DaemonSets among these, by kind. */
export function workloadsOf(objects: readonly KubeObject[]): string[] {
  return objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet')
    .map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
}

/** What the EBS driver's node part reports: how many volumes the node takes. */
export function csiNode(node: NodeShape, uid: string): KubeObject {
  const { name } = node;
  const metadata = { name, ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid }] };
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata,
    spec: {
      drivers: [
        {
          name: EBS_DRIVER,
          nodeID: name,
          topologyKeys: [EBS_ZONE],
          allocatable: { count: mostVolumes(node) },
        },
      ],
    },
  };
}

// The load balancer controller comes later, from its owner's own helm command.
function presentPods(subject: Subject): SystemPod[] {
  const named = systemPodsOf(subject).filter(
    ({ addon }) => addon !== 'aws-load-balancer-controller',
  );
  const ebs = hasEbsDriver(subject) ? systemPods.filter(({ addon }) => addon === EBS_ADDON) : [];
  return [...new Set([...named, ...ebs])];
}

function serviceAccounts({ clusterConfig }: Subject): KubeObject[] {
  const accounts = clusterConfig?.object.iam?.serviceAccounts ?? [];
  return accounts.flatMap(({ metadata }): KubeObject[] =>
    metadata?.name
      ? [
          {
            apiVersion: 'v1',
            kind: 'ServiceAccount',
            metadata: {
              name: metadata.name,
              namespace: metadata.namespace ?? 'default',
              labels: { 'app.kubernetes.io/managed-by': 'eksctl' },
              annotations: {
                'eks.amazonaws.com/role-arn': `arn:aws:iam::111122223333:role/${metadata.name}`,
              },
            },
          },
        ]
      : [],
  );
}

function workload(pod: SystemPod): KubeObject {
  const { name, namespace, kind, replicas, labels, requests, hostNetwork, diskVolumes } = pod;
  const daemon = kind === 'DaemonSet';
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: {
      ...(!daemon && { replicas }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          priorityClassName: daemon ? 'system-node-critical' : 'system-cluster-critical',
          hostNetwork,
          volumes: diskVolumes?.map((volume) => ({ name: volume, emptyDir: {} })),
          ...(daemon && { tolerations: [{ operator: 'Exists' }] }),
          containers: [{ name, image: `eks/${name}`, resources: { requests }, ...dnsPorts(name) }],
        },
      },
    },
  };
}

function budget({ name, namespace, labels, budget: own }: SystemPod): KubeObject[] {
  if (!own) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace },
      spec: { ...own, selector: { matchLabels: labels } },
    },
  ];
}

const ports = [
  { name: 'dns', port: 53, protocol: 'UDP' },
  { name: 'dns-tcp', port: 53, protocol: 'TCP' },
];

function dnsPorts(name: string) {
  if (name !== 'coredns') return {};
  return { ports: ports.map(({ port, ...rest }) => ({ ...rest, containerPort: port })) };
}

const kubeDns: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kube-dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  spec: { clusterIP: KUBE_DNS, selector: { 'k8s-app': 'kube-dns' }, ports },
};

const ebsDriver: KubeObject = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  metadata: { name: EBS_DRIVER },
  spec: { attachRequired: true, podInfoOnMount: false, fsGroupPolicy: 'File' },
};
