import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { images } from '../../tables/images.ts';
import { imageFrom } from '../common/image.ts';
import { recommendedLabels } from '../common/labels.ts';
import type { LoadBalancer } from '../common/load-balancer.ts';
import { namespace } from '../common/namespace.ts';
import { podField } from '../common/pod-field.ts';
import { permissions } from '../common/permissions.ts';
import { resources } from '../common/resources.ts';
import { bindsLowPorts, runtimeSeccomp } from '../common/security.ts';
import { controllerService } from './controller-service.ts';
import { ingressControllers } from './controllers.ts';
import { ingressClass } from './ingress-class.ts';
import { controllerPolicies, type ControllerTraffic } from './network-policies.ts';

export interface NginxProps {
  readonly registry: string | null;
  readonly loadBalancer: LoadBalancer;
  readonly traffic: ControllerTraffic;
  /** Whether an Ingress may leave its host out. */
  readonly withoutHost: boolean;
}

const name = 'nginx-ingress';
const config = 'nginx-config';
const election = 'nginx-ingress-leader-election';
const { className, namespace: ns, service } = ingressControllers.nginx;

const labels = recommendedLabels({ name, partOf: 'ingress' });
const selector = { app: name };
const metadata = { name, labels };
const namespaced = { ...metadata, namespace: ns };
const nginxUid = 101;

const watch = ['get', 'list', 'watch'];

// Without get, list and watch on all of what it lists, secrets and pods included, it waits for ever.
// It writes in its own namespace only, besides an Ingress's address and events.
const everywhere: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['services', 'pods', 'secrets'], verbs: watch },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: watch },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: watch },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: ['update'] },
  { apiGroups: ['networking.k8s.io'], resources: ['ingressclasses'], verbs: ['get', 'list'] },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
];

const inItsNamespace: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['configmaps'], verbs: watch },
  { apiGroups: [''], resources: ['pods'], verbs: ['update'] },
  { apiGroups: ['apps'], resources: ['replicasets', 'daemonsets', 'statefulsets'], verbs: ['get'] },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    resourceNames: [election],
    verbs: [...watch, 'update'],
  },
];

/** F5's NGINX ingress controller: the one that is maintained, without its custom resources and telemetry. */
export class Nginx extends Chart {
  constructor(scope: Construct, id: string, props: NginxProps) {
    super(scope, id);
    namespace(this, ns, labels);
    new k8s.KubeServiceAccount(this, 'account', { metadata: namespaced });
    permissions(this, { name, namespace: ns, labels, everywhere, inItsNamespace });
    ingressClass(this, 'nginx');
    controllerPolicies(this, namespaced, selector, props.traffic);
    new k8s.KubeConfigMap(this, 'config', { metadata: { ...namespaced, name: config } });
    this.deployment(props);
    controllerService(this, {
      name: service,
      namespace: ns,
      labels,
      selector,
      loadBalancer: props.loadBalancer,
    });
  }

  private deployment(props: NginxProps): void {
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: namespaced,
      spec: {
        replicas: 1,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: { ...selector, ...labels } },
          spec: {
            serviceAccountName: name,
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            securityContext: runtimeSeccomp,
            containers: [
              {
                name,
                image: imageFrom(props.registry, images.nginxIngress),
                args: flags(props.withoutHost),
                env: [
                  podField('POD_NAMESPACE', 'metadata.namespace'),
                  podField('POD_NAME', 'metadata.name'),
                ],
                ports: [
                  { name: 'http', containerPort: 80 },
                  { name: 'https', containerPort: 443 },
                  { name: 'ready', containerPort: 8081 },
                ],
                resources: resources({ cpu: '100m', memory: '128Mi', memoryLimit: '512Mi' }),
                readinessProbe: {
                  httpGet: { path: '/nginx-ready', port: k8s.IntOrString.fromString('ready') },
                  periodSeconds: 1,
                },
                // NGINX writes its configuration below /etc/nginx, so the root stays writable, as upstream's.
                securityContext: { ...bindsLowPorts, runAsNonRoot: true, runAsUser: nginxUid },
              },
            ],
          },
        },
      },
    });
  }
}

function flags(withoutHost: boolean): string[] {
  return [
    `-ingress-class=${className}`,
    `-nginx-configmaps=$(POD_NAMESPACE)/${config}`,
    `-leader-election-lock-name=${election}`,
    // Without these two, the Ingress never shows an address.
    '-report-ingress-status',
    `-external-service=${service}`,
    '-enable-custom-resources=false',
    '-enable-telemetry-reporting=false',
    ...(withoutHost ? ['-allow-empty-ingress-host'] : []),
  ];
}
