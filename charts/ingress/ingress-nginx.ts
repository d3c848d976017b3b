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

export interface IngressNginxProps {
  readonly registry: string | null;
  readonly loadBalancer: LoadBalancer;
  readonly traffic: ControllerTraffic;
}

const name = 'ingress-nginx';
const controller = 'ingress-nginx-controller';
const election = 'ingress-nginx-leader';
const {
  className,
  controller: controllerClass,
  namespace: ns,
  service,
} = ingressControllers['ingress-nginx'];

const selector = recommendedLabels({ name, component: 'controller' });
const labels = recommendedLabels({ name, component: 'controller', partOf: 'ingress' });
const metadata = { name, labels };
const namespaced = { ...metadata, namespace: ns };

const watch = ['get', 'list', 'watch'];

const everywhere: k8s.PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['configmaps', 'endpoints', 'nodes', 'pods', 'secrets', 'namespaces'],
    verbs: ['list', 'watch'],
  },
  { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['list', 'watch'] },
  { apiGroups: [''], resources: ['services'], verbs: watch },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'ingressclasses'], verbs: watch },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: ['update'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: watch },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
];

const inItsNamespace: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] },
  { apiGroups: [''], resources: ['configmaps', 'pods', 'secrets', 'endpoints'], verbs: watch },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
  {
    apiGroups: ['coordination.k8s.io'],
    resources: ['leases'],
    resourceNames: [election],
    verbs: ['get', 'update'],
  },
];

/**
 * The chapter's own controller, kubernetes/ingress-nginx, retired in March 2026.
 *
 * Without its admission webhook: it would refuse an Ingress that is applied before the controller is up, and
 * would bring jobs and certificates that a second apply trips over.
 */
export class IngressNginx extends Chart {
  constructor(scope: Construct, id: string, props: IngressNginxProps) {
    super(scope, id);
    namespace(this, ns, recommendedLabels({ name, partOf: 'ingress' }));
    new k8s.KubeServiceAccount(this, 'account', { metadata: namespaced });
    permissions(this, { name, namespace: ns, labels, everywhere, inItsNamespace });
    ingressClass(this, 'ingress-nginx');
    controllerPolicies(this, namespaced, selector, props.traffic);
    new k8s.KubeConfigMap(this, 'config', { metadata: { ...namespaced, name: controller } });
    this.deployment(props);
    controllerService(this, {
      name: service,
      namespace: ns,
      labels,
      selector,
      loadBalancer: props.loadBalancer,
    });
  }

  private deployment(props: IngressNginxProps): void {
    const health = {
      httpGet: { path: '/healthz', port: k8s.IntOrString.fromString('health') },
      initialDelaySeconds: 10,
    };
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { ...namespaced, name: controller },
      spec: {
        replicas: 1,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            securityContext: runtimeSeccomp,
            terminationGracePeriodSeconds: 300,
            containers: [
              {
                name: 'controller',
                image: imageFrom(props.registry, images.ingressNginx),
                args: [
                  '/nginx-ingress-controller',
                  `--publish-service=$(POD_NAMESPACE)/${service}`,
                  `--election-id=${election}`,
                  `--controller-class=${controllerClass}`,
                  `--ingress-class=${className}`,
                  `--configmap=$(POD_NAMESPACE)/${controller}`,
                ],
                env: [
                  podField('POD_NAME', 'metadata.name'),
                  podField('POD_NAMESPACE', 'metadata.namespace'),
                  { name: 'LD_PRELOAD', value: '/usr/local/lib/libmimalloc.so' },
                ],
                lifecycle: { preStop: { exec: { command: ['/wait-shutdown'] } } },
                ports: [
                  { name: 'http', containerPort: 80 },
                  { name: 'https', containerPort: 443 },
                  { name: 'health', containerPort: 10254 },
                ],
                resources: resources({ cpu: '100m', memory: '128Mi', memoryLimit: '512Mi' }),
                livenessProbe: { ...health, failureThreshold: 5 },
                readinessProbe: health,
                securityContext: {
                  ...bindsLowPorts,
                  runAsNonRoot: true,
                  runAsUser: 101,
                  runAsGroup: 82,
                },
              },
            ],
          },
        },
      },
    });
  }
}
