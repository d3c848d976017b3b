import { describe, expect, test } from '@jest/globals';
import { objectFindings } from '../../checks/index.ts';
import { eachCase } from '../support/each-case.ts';
import {
  container,
  deployment,
  fileOf,
  namespace,
  object,
  service,
  subjectOf,
} from '../support/subjects.ts';
import { newestKubernetes, oldestKubernetes } from '../../tables/kubernetes.ts';

const map = (name: string, more = {}) => object('v1', 'ConfigMap', name, { data: {}, ...more });

describe('objects', () => {
  test('what is right is not reported', () => {
    expect(objectFindings(subjectOf([deployment(), service(), map('settings')]))).toEqual([]);
  });

  eachCase('required-values', {
    'a container without image': {
      bad: [deployment({ containers: [container({ image: undefined })] })],
      good: [deployment()],
    },
    'a Service without ports': {
      bad: [deployment(), withoutPorts({ selector: { app: 'web' } })],
      good: [deployment(), withoutPorts({ selector: { app: 'web' }, clusterIP: 'None' })],
    },
  });

  eachCase('duplicate-path', {
    'two files of one path': {
      bad: { ...subjectOf([]), files: [fileOf('apps/a.yaml', []), fileOf('apps/a.yaml', [])] },
      good: { ...subjectOf([]), files: [fileOf('apps/a.yaml', []), fileOf('apps/b.yaml', [])] },
    },
    'paths that differ in case only': {
      bad: { ...subjectOf([]), files: [fileOf('apps/a.yaml', []), fileOf('apps/A.yaml', [])] },
      good: { ...subjectOf([]), files: [fileOf('apps/a.yaml', []), fileOf('jenkins/a.yaml', [])] },
    },
  });

  eachCase('shape', {
    'no kind': {
      bad: [{ apiVersion: 'v1', metadata: { name: 'a' } }],
      good: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }],
    },
    'a generated name': {
      bad: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }],
      good: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } }].slice(1),
    },
  });

  eachCase('duplicate-identity', {
    'two of one name': {
      bad: [map('a'), map('a')],
      good: [map('a'), { ...map('a'), metadata: { name: 'a', namespace: 'kube-system' } }],
    },
    'an alternative may repeat a name': {
      bad: { ...subjectOf([]), files: [1, 2].map((i) => fileOf(`apps/${i}.yaml`, [map('a')])) },
      good: {
        ...subjectOf([]),
        files: [1, 2].map((i) => fileOf(`apps/${i}.yaml`, [map('a')], { alternative: i === 2 })),
      },
    },
  });

  eachCase('names', {
    'an object': { bad: [map('My_Settings')], good: [map('my.settings')] },
    'a Service begins with a letter': {
      bad: [deployment({ name: '1web' }), service({}, '1web')],
      good: [deployment({ name: '1web' }), service({ selector: { app: '1web' } }, 'web')],
    },
    'a role may have colons': {
      bad: [object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'a/b', { rules: [] })],
      good: [object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'a:b', { rules: [] })],
    },
    'a container': {
      bad: [deployment({ containers: [container({ name: 'Web' })] })],
      good: [deployment({ containers: [container({ name: 'web-1' })] })],
    },
    'a key of a ConfigMap': {
      bad: [map('a', { data: { 'a b': '' } })],
      good: [map('a', { data: { 'a.B_c': '' } })],
    },
  });

  eachCase('labels', {
    'a value with spaces': {
      bad: [{ ...map('a'), metadata: { name: 'a', labels: { team: 'two words' } } }],
      good: [{ ...map('a'), metadata: { name: 'a', annotations: { team: 'two words' } } }],
    },
    'a key with two slashes': {
      bad: [{ ...map('a'), metadata: { name: 'a', annotations: { 'a.io/b/c': '' } } }],
      good: [{ ...map('a'), metadata: { name: 'a', annotations: { 'a.io/b.c': '' } } }],
    },
    'a value that is too long': {
      bad: [{ ...map('a'), metadata: { name: 'a', labels: { a: 'x'.repeat(64) } } }],
      good: [{ ...map('a'), metadata: { name: 'a', labels: { a: 'x'.repeat(63) } } }],
    },
  });

  eachCase('api-versions', {
    removed: {
      bad: [{ ...deployment(), apiVersion: 'extensions/v1beta1' }],
      good: [deployment()],
    },
    'removed in the newest minor version only': {
      bad: subjectOf([serviceCidr()], { minor: newestKubernetes }),
      good: subjectOf([serviceCidr()], { minor: oldestKubernetes }),
    },
  });

  eachCase('unknown-fields', {
    'a typo': {
      bad: [deployment({ pod: { nodeSelecter: { a: 'b' } } })],
      good: [deployment({ pod: { nodeSelector: { a: 'b' } } })],
    },
    'a wrong type': {
      bad: [deployment({ spec: { replicas: '2' } })],
      good: [deployment({ spec: { replicas: 2 } })],
    },
    'a custom resource': {
      bad: [object('v1', 'ConfigMap', 'a', { dataa: {} })],
      good: [object('example.com/v1', 'Thing', 'a', { dataa: {} })],
    },
  });

  eachCase('quantities', {
    'not a quantity': {
      bad: [deployment({ containers: [limited('256mb')] })],
      good: [deployment({ containers: [limited('256M')] })],
    },
    'thousandths of a byte': {
      bad: [deployment({ containers: [container({ resources: memory('64m', '128m') })] })],
      good: [deployment({ containers: [container({ resources: memory('64Mi', '128Mi') })] })],
    },
    'more asked for than allowed': {
      bad: [deployment({ containers: [limited('63Mi')] })],
      good: [deployment({ containers: [limited('64Mi')] })],
    },
  });

  eachCase('ports', {
    'out of range': {
      bad: [deployment({ containers: [container({ ports: [{ containerPort: 70000 }] })] })],
      good: [deployment({ containers: [container({ ports: [{ containerPort: 65535 }] })] })],
    },
    'a name that is too long': {
      bad: [deployment({ containers: [named('a-name-of-sixteen')] })],
      good: [deployment({ containers: [named('a-name-of-15-ch')] })],
    },
    'several ports need names': {
      bad: [deployment(), service({ ports: [port(80), port(81)] })],
      good: [deployment(), service({ ports: [port(80, 'a'), port(81, 'b')] })],
    },
    'the same port twice': {
      bad: [deployment(), service({ ports: [port(80, 'a'), port(80, 'b')] })],
      good: [deployment(), service({ ports: [port(80, 'a'), port(81, 'b')] })],
    },
  });

  const policy = (ipBlock: object) =>
    object('networking.k8s.io/v1', 'NetworkPolicy', 'a', {
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock }] }] },
    });
  eachCase('values-allowed', {
    'a strategy': {
      bad: [deployment({ spec: { strategy: { type: 'Rolling' } } })],
      good: [deployment({ spec: { strategy: { type: 'RollingUpdate' } } })],
    },
    'a Service type': {
      bad: [deployment(), service({ type: 'Loadbalancer' })],
      good: [deployment(), service({ type: 'LoadBalancer' })],
    },
    'a capability': {
      bad: [deployment({ containers: [withCapability('NET_BIND')] })],
      good: [deployment({ containers: [withCapability('net_bind_service')] })],
    },
    'a level of Pod Security': {
      bad: [secured('baselin')],
      good: [secured('baseline')],
    },
    'free content': {
      bad: [deployment({ pod: { dnsPolicy: 'x' } })],
      good: [map('a', { data: { dnsPolicy: 'x' } })],
    },
  });

  eachCase('ranges', {
    'no range': {
      bad: [deployment(), balancer('203.0.113.10')],
      good: [deployment(), balancer('203.0.113.10/32')],
    },
    'an exception from elsewhere': {
      bad: [deployment(), policy({ cidr: '10.0.0.0/16', except: ['10.1.0.0/24'] })],
      good: [deployment(), policy({ cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] })],
    },
    'a range of IPv6': {
      bad: [deployment(), policy({ cidr: '2001:db8::/129' })],
      good: [deployment(), policy({ cidr: '2001:db8::/64' })],
    },
  });

  eachCase('node-labels', {
    'in a node selector': {
      bad: [deployment({ pod: { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } } })],
      good: [deployment({ pod: { nodeSelector: { 'kubernetes.io/os': 'linux' } } })],
    },
    'in a spread constraint': {
      bad: [deployment({ pod: spread('failure-domain.beta.kubernetes.io/zone') })],
      good: [deployment({ pod: spread('topology.kubernetes.io/zone') })],
    },
  });

  eachCase('namespaces', {
    'nothing creates it': {
      bad: [deployment({ namespace: 'shop' })],
      good: [namespace('shop'), deployment({ namespace: 'shop' })],
    },
    'it is no namespace of what applies everything': {
      bad: [deployment({ namespace: 'argo' })],
      good: [deployment({ namespace: 'argocd' }), deployment({ namespace: 'flux-system' })],
    },
    'it comes after its contents': {
      bad: [deployment({ namespace: 'shop' }), namespace('shop')],
      good: [deployment({ namespace: 'kube-system' }), namespace('shop')],
    },
    'in a file that kubectl reads later': {
      bad: {
        ...subjectOf([]),
        files: [
          fileOf('apps/b.yaml', [namespace('shop')]),
          fileOf('apps/a.yaml', [deployment({ namespace: 'shop' })]),
        ],
      },
      good: {
        ...subjectOf([]),
        files: [
          fileOf('apps/a.yaml', [deployment({ namespace: 'shop' })]),
          fileOf('platform/b.yaml', [namespace('shop')]),
        ],
      },
    },
  });

  eachCase('workload-selector', {
    'labels that it does not select': {
      bad: [deployment({ spec: { selector: { matchLabels: { app: 'wep' } } } })],
      good: [deployment({ spec: { selector: { matchLabels: { app: 'web' } } } })],
    },
  });

  eachCase('volume-mounts', {
    'a volume that is not there': {
      bad: [deployment({ containers: [mounting('temp')], pod: { volumes: [empty('tmp')] } })],
      good: [deployment({ containers: [mounting('tmp')], pod: { volumes: [empty('tmp')] } })],
    },
  });

  const account = object('v1', 'ServiceAccount', 'scaler', {}, 'kube-system');
  const eksctl = (roleOnly: boolean) => ({
    path: 'eksctl/cluster.yaml',
    object: {
      apiVersion: 'eksctl.io/v1alpha5' as const,
      kind: 'ClusterConfig' as const,
      metadata: { name: 'c', region: 'us-west-2' },
      iam: {
        serviceAccounts: [{ metadata: { name: 'scaler', namespace: 'kube-system' }, roleOnly }],
      },
    },
  });
  const metrics = object('v1', 'ServiceAccount', 'metrics-server', {}, 'kube-system');
  const inRegion = (region: string) => {
    const { path, object: cluster } = eksctl(true);
    return { path, object: { ...cluster, metadata: { name: 'c', region } } };
  };
  eachCase('two-owners', {
    'metrics-server by hand, where eksctl has the addon': {
      bad: subjectOf([metrics], { clusterConfig: inRegion('us-west-2') }),
      good: subjectOf([metrics], { clusterConfig: inRegion('us-gov-west-1') }),
    },
    'eksctl and a manifest': {
      bad: subjectOf([account], { clusterConfig: eksctl(false) }),
      good: subjectOf([account], { clusterConfig: eksctl(true) }),
    },
  });
});

function withCapability(name: string) {
  return container({ securityContext: { capabilities: { add: [name] } } });
}

function secured(level: string) {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  return { ...namespace('shop'), metadata: { name: 'shop', labels } };
}

function balancer(range: string) {
  return service({ type: 'LoadBalancer', loadBalancerSourceRanges: [range] });
}

function serviceCidr() {
  return object('networking.k8s.io/v1beta1', 'ServiceCIDR', 'a', {
    spec: { cidrs: ['10.0.0.0/24'] },
  });
}

function memory(request: string, limit: string) {
  return { requests: { cpu: '1', memory: request }, limits: { memory: limit } };
}

function limited(limit: string) {
  return container({ resources: memory('64Mi', limit) });
}

function named(name: string) {
  return container({ ports: [{ name, containerPort: 8080 }] });
}

function port(number: number, name?: string) {
  return { port: number, targetPort: 8080, ...(name && { name }) };
}

function spread(topologyKey: string) {
  const whenUnsatisfiable = 'ScheduleAnyway';
  return { topologySpreadConstraints: [{ maxSkew: 1, topologyKey, whenUnsatisfiable }] };
}

function empty(name: string) {
  return { name, emptyDir: {} };
}

function mounting(name: string) {
  return container({ volumeMounts: [{ name, mountPath: '/tmp' }] });
}

function withoutPorts(spec: object) {
  return object('v1', 'Service', 'web', { spec });
}
