import { neededRules } from '../../../checks/autoscaler/needed-rules.ts';
import { type KubernetesVersion, minorNumber } from '../../../tables/kubernetes.ts';
import { type Access, accesses, type Rights } from './access.ts';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch', 'delete'];

// Nothing that runs here has business with any of these.
const nobody: Access[] = [
  ...accesses(['create', 'delete', 'update'], ['pods'], { namespace: 'sock-shop' }),
  ...accesses(['create'], ['pods/exec', 'serviceaccounts/token'], { namespace: 'kube-system' }),
  ...accesses(['delete', 'create'], ['nodes', 'namespaces']),
  ...accesses(WRITE, ['secrets'], { namespace: 'kube-system' }),
  ...accesses(['create', 'bind', 'escalate'], ['clusterroles', 'clusterrolebindings'], {
    group: 'rbac.authorization.k8s.io',
  }),
  ...accesses(['impersonate'], ['users', 'groups']),
];

/** What the autoscaler of a minor lists, watches and writes, and what it has no business with. */
export function autoscalerRights(minor: KubernetesVersion): Rights {
  return {
    needed: neededRules
      .filter(({ since = 0 }) => since <= minorNumber(minor))
      .flatMap(({ verbs, resource, group, own, name }) =>
        accesses(verbs, [resource], { group, name, ...(own && { namespace: 'kube-system' }) }),
      ),
    forbidden: [
      ...nobody,
      ...accesses(READ, ['secrets']),
      ...accesses(READ, ['secrets'], { namespace: 'kube-system' }),
      ...accesses(READ, ['configmaps']),
      ...accesses([...READ, ...WRITE], ['configmaps'], { namespace: 'sock-shop' }),
      ...accesses(['update', 'delete'], ['configmaps'], {
        namespace: 'kube-system',
        name: 'coredns',
      }),
      ...accesses(['update', 'delete'], ['leases'], {
        group: 'coordination.k8s.io',
        namespace: 'kube-system',
        name: 'kube-scheduler',
      }),
      ...accesses(['update', 'patch', 'delete'], ['deployments', 'daemonsets'], { group: 'apps' }),
    ],
  };
}

// nginx/kubernetes-ingress 5.5.4, internal/k8s: its informers with custom resources off, each of which it waits
// for; its own pod, class, ConfigMap and Lease; the address and the events of an Ingress.
const nginx: Rights = {
  needed: [
    ...accesses(READ, ['services', 'pods', 'secrets']),
    ...accesses(READ, ['endpointslices'], { group: 'discovery.k8s.io' }),
    ...accesses(READ, ['ingresses'], { group: 'networking.k8s.io' }),
    ...accesses(['update'], ['ingresses/status'], { group: 'networking.k8s.io' }),
    ...accesses(['get'], ['ingressclasses'], { group: 'networking.k8s.io', name: 'nginx' }),
    ...accesses(['create', 'patch'], ['events']),
    ...accesses(READ, ['configmaps'], { namespace: 'nginx-ingress' }),
    ...accesses(['get', 'update'], ['pods'], { namespace: 'nginx-ingress' }),
    ...lease('nginx-ingress', 'nginx-ingress-leader-election'),
  ],
  forbidden: [
    ...nobody,
    ...accesses(WRITE, ['secrets']),
    ...accesses([...READ, ...WRITE], ['configmaps'], { namespace: 'sock-shop' }),
    ...accesses(WRITE, ['configmaps']),
    ...accesses(WRITE, ['ingresses', 'ingressclasses'], { group: 'networking.k8s.io' }),
    ...accesses(WRITE, ['services']),
    ...accesses(READ, ['nodes']),
    ...accesses(WRITE, ['deployments'], { group: 'apps' }),
  ],
};

// kubernetes/ingress-nginx, deploy/static/provider/aws/deploy.yaml at controller-v1.11.8 and v1.15.1.
const ingressNginx: Rights = {
  needed: [
    ...accesses(
      ['list', 'watch'],
      ['configmaps', 'endpoints', 'nodes', 'pods', 'secrets', 'namespaces'],
    ),
    ...accesses(['get'], ['nodes']),
    ...accesses(READ, ['services']),
    ...accesses(READ, ['ingresses', 'ingressclasses'], { group: 'networking.k8s.io' }),
    ...accesses(['update'], ['ingresses/status'], { group: 'networking.k8s.io' }),
    ...accesses(['list', 'watch', 'get'], ['endpointslices'], { group: 'discovery.k8s.io' }),
    ...accesses(['create', 'patch'], ['events']),
    ...accesses(['get'], ['configmaps', 'pods', 'secrets'], { namespace: 'ingress-nginx' }),
    ...lease('ingress-nginx', 'ingress-nginx-leader'),
  ],
  forbidden: [
    ...nobody,
    ...accesses(WRITE, ['secrets', 'configmaps', 'services']),
    ...accesses(WRITE, ['configmaps'], { namespace: 'sock-shop' }),
    ...accesses(WRITE, ['ingresses', 'ingressclasses'], { group: 'networking.k8s.io' }),
    ...accesses(WRITE, ['deployments'], { group: 'apps' }),
  ],
};

/** The ingress controllers' rights, by their namespace and ServiceAccount. */
export const controllerRights = {
  nginx: { namespace: 'nginx-ingress', account: 'nginx-ingress', rights: nginx },
  'ingress-nginx': { namespace: 'ingress-nginx', account: 'ingress-nginx', rights: ingressNginx },
} as const;

function lease(namespace: string, name: string): Access[] {
  const group = 'coordination.k8s.io';
  return [
    ...accesses(['create'], ['leases'], { group, namespace }),
    ...accesses(['get', 'update'], ['leases'], { group, namespace, name }),
  ];
}
