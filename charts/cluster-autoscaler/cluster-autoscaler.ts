import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { autoscalerImage } from '../../tables/images.ts';
import { type KubernetesVersion, minorOf } from '../../tables/kubernetes.ts';
import { imageFrom } from '../common/image.ts';
import { recommendedLabels } from '../common/labels.ts';
import { permissions } from '../common/permissions.ts';
import { resources } from '../common/resources.ts';
import { runtimeSeccomp, unprivileged } from '../common/security.ts';
import { AUTOSCALER, AUTOSCALER_NAMESPACE, discoveryTags } from './names.ts';
import { clusterRules, namespaceRules } from './rules.ts';

export interface ClusterAutoscalerProps {
  readonly cluster: string;
  readonly region: string;
  readonly kubernetes: KubernetesVersion;
  readonly registry: string | null;
  /** Where eksctl makes no ServiceAccount, the manifest does; otherwise each has one owner. */
  readonly ownServiceAccount: boolean;
}

const nobody = 65534;
const healthPort = 8085;

const labels = recommendedLabels({ name: AUTOSCALER });
const selector = { app: AUTOSCALER };
const metadata = { name: AUTOSCALER, labels };
const namespaced = { ...metadata, namespace: AUTOSCALER_NAMESPACE };

/** The cluster-autoscaler: image, rules and flags that belong to one Kubernetes minor, together. */
export class ClusterAutoscaler extends Chart {
  constructor(scope: Construct, id: string, props: ClusterAutoscalerProps) {
    super(scope, id);
    if (props.ownServiceAccount)
      new k8s.KubeServiceAccount(this, 'account', { metadata: namespaced });
    permissions(this, {
      name: AUTOSCALER,
      namespace: AUTOSCALER_NAMESPACE,
      labels,
      everywhere: clusterRules,
      inItsNamespace: namespaceRules,
    });
    this.deployment(props);
    // Lets a drain move it; without a budget, a kube-system pod keeps its node from being scaled down.
    new k8s.KubePodDisruptionBudget(this, 'budget', {
      metadata: namespaced,
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selector } },
    });
  }

  private deployment(props: ClusterAutoscalerProps): void {
    const { autoscaler } = minorOf(props.kubernetes);
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: namespaced,
      spec: {
        replicas: 1,
        selector: { matchLabels: selector },
        template: {
          metadata: {
            labels: { ...selector, ...labels },
            annotations: {
              'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
              'prometheus.io/scrape': 'true',
              'prometheus.io/port': String(healthPort),
            },
          },
          spec: {
            serviceAccountName: AUTOSCALER,
            priorityClassName: 'system-cluster-critical',
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            securityContext: {
              ...runtimeSeccomp,
              runAsNonRoot: true,
              runAsUser: nobody,
              runAsGroup: nobody,
              fsGroup: nobody,
            },
            containers: [
              {
                name: AUTOSCALER,
                image: imageFrom(props.registry, `${autoscalerImage}:v${autoscaler}`),
                command: ['./cluster-autoscaler'],
                args: flags(props.cluster),
                env: [{ name: 'AWS_REGION', value: props.region }],
                ports: [{ name: 'http', containerPort: healthPort }],
                resources: resources({ cpu: '100m', memory: '600Mi', memoryLimit: '600Mi' }),
                livenessProbe: {
                  httpGet: { path: '/health-check', port: k8s.IntOrString.fromString('http') },
                  initialDelaySeconds: 60,
                  periodSeconds: 20,
                },
                securityContext: { ...unprivileged, readOnlyRootFilesystem: true },
              },
            ],
          },
        },
      },
    });
  }
}

function flags(cluster: string): string[] {
  return [
    '--v=4',
    '--stderrthreshold=info',
    '--cloud-provider=aws',
    `--node-group-auto-discovery=asg:tag=${Object.keys(discoveryTags(cluster)).join(',')}`,
    '--expander=least-waste',
    '--balance-similar-node-groups',
    '--skip-nodes-with-local-storage=false',
    '--skip-nodes-with-system-pods=false',
    '--scale-down-unneeded-time=10m',
    // Utilisation counts the DaemonSets' requests: at the default of 0.5, a node that holds little else than
    // these and Jenkins often counts as needed, and the third node stays.
    '--scale-down-utilization-threshold=0.65',
  ];
}
