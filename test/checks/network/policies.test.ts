import { describe, expect, test } from '@jest/globals';
import type { Subject } from '../../../checks/check.ts';
import { objectFindings } from '../../../checks/index.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { learner } from '../../support/class.ts';
import { configOf, type Overrides, withIngressNginx } from '../../support/configs.ts';
import { eachCase } from '../../support/each-case.ts';
import {
  container,
  deployment,
  ingress,
  ingressClass,
  namespace,
  object,
  policy,
  reporting,
  service,
  subjectOf,
} from '../../support/subjects.ts';

const caller = deployment({
  name: 'shop',
  containers: [container({ name: 'shop', env: [{ name: 'URL', value: 'http://web' }] })],
});
const web = [caller, deployment(), service()];
const account = object('v1', 'ServiceAccount', 'web', {});
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

const eksctl = (configurationValues?: string, more: object = {}) => ({
  clusterConfig: {
    path: 'eksctl/cluster.yaml',
    object: {
      apiVersion: 'eksctl.io/v1alpha5' as const,
      kind: 'ClusterConfig' as const,
      metadata: { name: 'c', region: 'us-west-2' },
      addons: [{ name: 'vpc-cni', configurationValues }],
      ...more,
    },
  },
});

describe('network policies', () => {
  eachCase('policy-target', {
    'no such pod': {
      bad: [...web, policy('a', { podSelector: app('wbe'), ingress: [{}] })],
      good: [...web, policy('a', { podSelector: app('web'), ingress: [{}] })],
    },
    'a peer that is nobody': {
      bad: [...web, into('web', from('shop'), from('shp'))],
      good: [...web, into('web', from('shop'))],
    },
    'a namespace that is not there': {
      bad: [...web, into('web', from('shop'), inNamespace('shops'))],
      good: [...web, into('web', from('shop'), inNamespace('kube-system'))],
    },
    "the Service's port in place of the pod's": {
      bad: [...web, into('web', from('shop')), ports('web', 80)],
      good: [...web, into('web', from('shop')), ports('web', 8080)],
    },
  });

  eachCase('policy-cuts', {
    'a call that an env value names': {
      bad: [...web, into('web', from('web'))],
      good: [...web, into('web', from('shop'))],
    },
    'DNS over TCP': {
      bad: [...web, out('web', { ...dns, ports: dns.ports.slice(0, 1) })],
      good: [...web, out('web', dns)],
    },
    'the way out of the caller': {
      bad: [...web, out('shop', dns)],
      good: [...web, out('shop', dns, { to: [from('web')], ports: [{ port: 8080 }] })],
    },
    'the ingress controller': {
      bad: [...behindNginx(), into('web', from('shop'))],
      good: [...behindNginx(), into('web', from('shop'), inNamespace('nginx'))],
    },
    'the way out of the ingress controller': {
      bad: [...behindNginx(), outOf('nginx', dns)],
      good: [
        ...behindNginx(),
        outOf('nginx', dns, {
          to: [{ ...inNamespace('default'), podSelector: app('web') }],
          ports: [{ port: 8080 }],
        }),
      ],
    },
    'the nodes, for a node port': {
      bad: [caller, deployment(), service({ type: 'NodePort' }), into('web', from('shop'))],
      good: [
        caller,
        deployment(),
        service({ type: 'NodePort' }),
        into('web', from('shop'), { ipBlock: { cidr: '192.168.0.0/16' } }),
      ],
    },
    'the API server': {
      bad: [account, withAccount(), out('web', dns)],
      good: [
        account,
        withAccount(),
        out('web', dns, { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }),
      ],
    },
    "the API server by its Service's address, as the VPC CNI judges": {
      bad: calling('192.168.0.0/16', {}),
      good: calling('10.100.0.1/32', {}),
    },
    'the API server of a VPC in 10.0.0.0/8': {
      bad: calling('10.100.0.1/32', { vpc: { cidr: '10.20.0.0/16' } }),
      good: calling('172.20.0.1/32', { vpc: { cidr: '10.20.0.0/16' } }),
    },
    'the API server of a range of Services that is told': {
      bad: calling('10.100.0.1/32', {
        kubernetesNetworkConfig: { serviceIPv4CIDR: '172.16.0.0/20' },
      }),
      good: calling('172.16.0.1/32', {
        kubernetesNetworkConfig: { serviceIPv4CIDR: '172.16.0.0/20' },
      }),
    },
    'no API server without a token': {
      bad: [account, withAccount(), out('web', dns)],
      good: [account, withAccount({ automountServiceAccountToken: false }), out('web', dns)],
    },
  });

  test('a finding says which call, and what shows that it is needed', () => {
    const [found] = objectFindings(subjectOf([...web, into('web', from('web'))]));
    expect(found).toMatchObject({ object: 'NetworkPolicy default/a', path: 'spec.ingress' });
    expect(found?.message).toBe(
      'cuts a call that is needed: from Deployment default/shop to Deployment default/web on ' +
        '8080/TCP (spec.template.spec.containers[0].env[0].value is http://web)',
    );
  });

  const policed = [...web, into('web', from('shop'))];
  eachCase('policy-enforced', {
    'the CNI is not told to': {
      bad: subjectOf(policed, eksctl()),
      good: subjectOf(policed, eksctl('{"enableNetworkPolicy":"true"}')),
    },
    'it is told not to': {
      bad: subjectOf(policed, eksctl('enableNetworkPolicy: "false"')),
      good: subjectOf(policed, eksctl('enableNetworkPolicy: "true"')),
    },
    'odd values': {
      bad: subjectOf(policed, eksctl('{')),
      good: subjectOf(web, eksctl('{')),
    },
  });

  const shopPolicy = (name: string, spec: Record<string, unknown>) =>
    shopWith(policy(name, { policyTypes: ['Ingress'], ...spec }, 'sock-shop'));
  const named = (name: string) => ({ podSelector: { matchLabels: { name } } });
  const port = (number: number) => [{ port: number }];
  eachCase('policy-excess', {
    'a caller that does not call': {
      bad: shopPolicy('a', {
        ...named('user-db'),
        ingress: [{ from: [named('payment')], ports: port(27017) }],
      }),
      good: shopPolicy('a', {
        ...named('user-db'),
        ingress: [{ from: [named('user')], ports: port(27017) }],
      }),
    },
    'more callers than call': {
      bad: shopPolicy('a', {
        ...named('user-db'),
        ingress: [{ from: [{ podSelector: {} }], ports: port(27017) }],
      }),
      good: shopPolicy('a', { ...named('user-db'), ingress: [] }),
    },
    'every port': {
      bad: shopPolicy('a', { ...named('user-db'), ingress: [{ from: [named('user')] }] }),
      good: shopPolicy('a', { ...named('user-db') }),
    },
    everyone: {
      bad: shopPolicy('a', { ...named('user-db'), ingress: [{ ports: port(27017) }] }),
      good: shopPolicy('a', { ...named('user-db'), ingress: [] }),
    },
    'addresses that nothing brings in': {
      bad: shopPolicy('a', {
        ...named('front-end'),
        ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: port(8079) }],
      }),
      good: shopPolicy('a', { ...named('front-end'), ingress: [] }),
    },
  });
});

describe.each<[string, string, Overrides]>([
  ["F5's controller", 'nginx-ingress', {}],
  ['ingress-nginx', 'ingress-nginx', withIngressNginx],
  ['Jenkins', 'dev-bc-svc', {}],
  ["a learner's Jenkins", 'ada-bc-svc', { learners: [learner('ada')] }],
  ['the concepts', 'concepts', {}],
])('the policies of %s', (_, own, overrides) => {
  const subject = synthesize(configOf(overrides));

  test('close the namespace in both directions', () => {
    const closing = policiesIn(subject, own).filter(({ name }) => name === 'default-deny');
    expect(closing.length).toBeGreaterThan(0);
    for (const { spec } of closing) {
      expect(spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    }
  });

  test('let through what is needed: without any of their rules, a needed call is cut', () => {
    expect(reporting(subject)).toEqual([]);
    const rules = policiesIn(subject, own).flatMap(({ name, spec }) =>
      (['ingress', 'egress'] as const).flatMap((direction) =>
        (spec[direction] ?? []).map((__, at) => ({ name, direction, at })),
      ),
    );
    expect(rules.length).toBeGreaterThan(0);
    for (const { name, direction, at } of rules) {
      const cut = changed(subject, own, name, (spec) => {
        spec[direction]?.splice(at, 1);
      });
      expect([name, direction, at, reporting(cut)]).toEqual([name, direction, at, ['policy-cuts']]);
    }
  });

  test('let through nothing else', () => {
    const peers = [{ ipBlock: { cidr: '198.51.100.99/32' } }, { namespaceSelector: {} }];
    for (const direction of ['ingress', 'egress'] as const) {
      for (const peer of peers) {
        const open = changed(subject, own, 'dns', (spec) => {
          const rule = { [direction === 'ingress' ? 'from' : 'to']: [peer], ports: [{ port: 81 }] };
          spec[direction] = [...(spec[direction] ?? []), rule];
          spec.policyTypes = ['Ingress', 'Egress'];
        });
        expect(reporting(open)).toContain('policy-excess');
      }
    }
  });
});

interface PolicySpec {
  policyTypes: string[];
  ingress?: object[];
  egress?: object[];
}

function policiesIn({ files }: Subject, namespace: string) {
  return files
    .flatMap(({ objects }) => objects)
    .filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === namespace)
    .map(({ metadata, spec }) => ({ name: metadata.name, spec: spec as PolicySpec }));
}

// The output with one policy changed, in each file that has it. All else is the same objects, which the checks know.
function changed(
  subject: Subject,
  namespace: string,
  name: string,
  change: (spec: PolicySpec) => void,
): Subject {
  const policies = policiesIn(subject, namespace).filter((one) => one.name === name);
  const files = subject.files.map((file) => ({
    ...file,
    objects: file.objects.map((object) => {
      if (!policies.some(({ spec }) => spec === object.spec)) return object;
      const copy = structuredClone(object);
      change(copy.spec as PolicySpec);
      return copy;
    }),
  }));
  return { ...subject, files };
}

// Our own output, with one policy more: what others let through stays.
function shopWith(extra: object): Subject {
  const subject = synthesize(configOf({ jenkins: { enabled: false } }));
  const files = subject.files.map((file) =>
    file.path.startsWith('apps/1-')
      ? { ...file, objects: [...file.objects, extra as never] }
      : file,
  );
  return { ...subject, files };
}

// A pod that calls the API server, and may call it at one address, where the VPC CNI enforces the policies.
function calling(cidr: string, cluster: object) {
  const toIt = { to: [{ ipBlock: { cidr } }], ports: [{ port: 443 }] };
  return subjectOf(
    [account, withAccount(), out('web', dns, toIt)],
    eksctl('{"enableNetworkPolicy":"true"}', cluster),
  );
}

function withAccount(more = {}) {
  return deployment({ pod: { serviceAccountName: 'web', ...more } });
}

function app(name: string) {
  return { matchLabels: { app: name } };
}

function from(name: string) {
  return { podSelector: app(name) };
}

function inNamespace(name: string) {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

function into(name: string, ...peers: object[]) {
  return policy('a', {
    podSelector: app(name),
    ingress: [{ from: peers, ports: [{ port: 8080 }] }],
  });
}

function ports(name: string, number: number) {
  const ingress = [{ from: [from('shop')], ports: [{ port: number }] }];
  return policy('b', { podSelector: app(name), ingress });
}

function out(name: string, ...egress: object[]) {
  return policy('a', { podSelector: app(name), policyTypes: ['Egress'], egress });
}

function outOf(namespace: string, ...egress: object[]) {
  return policy('a', { podSelector: {}, policyTypes: ['Egress'], egress }, namespace);
}

function behindNginx() {
  const image = 'nginx/nginx-ingress:5.5.4';
  return [
    namespace('nginx'),
    deployment({ name: 'nginx', namespace: 'nginx', containers: [container({ image })] }),
    ingressClass('nginx', 'nginx.org/ingress-controller'),
    ...web,
    ingress({ ingressClassName: 'nginx' }),
  ];
}
