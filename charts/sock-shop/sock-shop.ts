import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { recommendedLabels } from '../common/labels.ts';
import { namespace } from '../common/namespace.ts';
import { keptByFlux } from '../flux/names.ts';
import { databases } from './databases.ts';
import { CATALOGUE_SECRET, FRONT_END, labelsOf, SOCK_SHOP } from './names.ts';
import { type Entrances, shopPolicies } from './network-policies.ts';
import { podTemplate, volumeClaim } from './pod.ts';
import { services } from './services.ts';
import type { Workload } from './workload.ts';

export interface SockShopProps {
  /** The StorageClass of the databases' volumes; null keeps their data in their pods. */
  readonly storageClass: string | null;
  readonly frontEndReplicas: number;
  readonly nodePort: number | null;
  readonly entrances: Entrances;
  readonly registry: string | null;
}

/** The microservices demo: 14 workloads with their Services, and the policies between them. */
export class SockShop extends Chart {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: SockShopProps,
  ) {
    super(scope, id);
    // With its namespace, every volume claim would go.
    const kept = props.storageClass ? keptByFlux : undefined;
    namespace(this, SOCK_SHOP, recommendedLabels({ partOf: SOCK_SHOP }), kept);
    const workloads = [...services, ...databases];
    for (const workload of workloads) {
      this.service(workload);
      if (this.props.storageClass && workload.data)
        this.statefulSet(workload, this.props.storageClass);
      else this.deployment(workload);
    }
    // Only where it leaves a drain room: with one pod, a budget either blocks or says nothing.
    if (props.frontEndReplicas > 1) this.budget(FRONT_END.name);
    shopPolicies(
      this,
      workloads.map((workload) => workload.name),
      props.entrances,
    );
  }

  private deployment(workload: Workload): void {
    const { name } = workload;
    new k8s.KubeDeployment(this, `deployment-${name}`, {
      metadata: this.metadata(name),
      spec: {
        replicas: name === FRONT_END.name ? this.props.frontEndReplicas : 1,
        selector: { matchLabels: { name } },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxUnavailable: k8s.IntOrString.fromNumber(0),
            maxSurge: k8s.IntOrString.fromNumber(1),
          },
        },
        template: podTemplate(workload, { persistent: false, registry: this.props.registry }),
      },
    });
  }

  private statefulSet(workload: Workload, storageClass: string): void {
    const { name } = workload;
    new k8s.KubeStatefulSet(this, `stateful-set-${name}`, {
      metadata: { ...this.metadata(name), annotations: keptByFlux },
      spec: {
        replicas: 1,
        serviceName: name,
        selector: { matchLabels: { name } },
        template: podTemplate(workload, { persistent: true, registry: this.props.registry }),
        volumeClaimTemplates: volumeClaim(workload, storageClass),
      },
    });
  }

  private service({ name, port, sidecars = [], metrics }: Workload): void {
    const nodePort = name === FRONT_END.name ? this.props.nodePort : null;
    new k8s.KubeService(this, `service-${name}`, {
      metadata: {
        ...this.metadata(name),
        annotations: metrics && {
          'prometheus.io/scrape': 'true',
          ...(metrics.port && { 'prometheus.io/port': String(metrics.port) }),
        },
      },
      spec: {
        ...(nodePort && { type: 'NodePort' }),
        selector: { name },
        ports: [
          {
            name: port.name,
            port: port.service ?? port.number,
            targetPort: k8s.IntOrString.fromNumber(port.number),
            ...(nodePort && { nodePort }),
          },
          ...sidecars.map((sidecar) => ({
            name: sidecar.port.name,
            port: sidecar.port.number,
            targetPort: k8s.IntOrString.fromString(sidecar.port.name),
          })),
        ],
      },
    });
  }

  private budget(name: string): void {
    new k8s.KubePodDisruptionBudget(this, `budget-${name}`, {
      metadata: this.metadata(name),
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: { name } } },
    });
  }

  private metadata(name: string) {
    return { name, namespace: SOCK_SHOP, labels: labelsOf(name) };
  }
}

/** The one command that a persistent shop needs besides its manifests: no secret value is in Git. */
export const catalogueSecret = {
  kind: 'Secret',
  namespace: SOCK_SHOP,
  name: CATALOGUE_SECRET.name,
  keys: [CATALOGUE_SECRET.key],
  command: `kubectl -n ${SOCK_SHOP} create secret generic ${CATALOGUE_SECRET.name} --from-literal=${CATALOGUE_SECRET.key}="$(openssl rand -hex 16)"`,
  reason: 'the persistent catalogue-db waits for its root password',
} as const;
