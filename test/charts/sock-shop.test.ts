import { describe, expect, test } from '@jest/globals';
import { calls } from '../../charts/sock-shop/call-graph.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { options } from '../support/configs.ts';
import { find, objectsOf, podsOf } from '../support/objects.ts';

const names =
  'carts carts-db catalogue catalogue-db front-end orders orders-db payment queue-master rabbitmq session-db shipping user user-db'.split(
    ' ',
  );

const shop = objectsOf().filter(({ metadata }) => metadata.namespace === 'sock-shop');
const ofKind = (objects: readonly KubeObject[], kind: string) =>
  objects.filter((object) => object.kind === kind);
const namesOf = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata }) => metadata.name).sort();

describe('the inventory', () => {
  test('is all 14 workloads and Services of complete-demo.yaml', () => {
    expect(namesOf(ofKind(shop, 'Deployment'))).toEqual(names);
    expect(namesOf(ofKind(shop, 'Service'))).toEqual(names);
  });

  test('keeps the selector label and adds the recommended ones', () => {
    for (const { labels, owner } of podsOf(shop)) {
      const { name } = owner.metadata;
      expect(labels).toMatchObject({ name, 'app.kubernetes.io/part-of': 'sock-shop' });
    }
  });

  test('persistent storage turns the data stores into StatefulSets, with a volume each', () => {
    const persistent = objectsOf({ sockShop: { storage: 'persistent' } });
    const sets = ofKind(persistent, 'StatefulSet');
    const stores = ['carts-db', 'catalogue-db', 'orders-db', 'session-db', 'user-db'];
    expect(namesOf(sets)).toEqual(stores);
    for (const set of sets) {
      const { volumeClaimTemplates } = set.spec as { volumeClaimTemplates: KubeObject[] };
      expect(volumeClaimTemplates.map(({ spec }) => spec)).toMatchObject([
        { storageClassName: 'gp3', accessModes: ['ReadWriteOnce'] },
      ]);
    }
    expect(find(persistent, 'StorageClass', 'gp3')).toMatchObject({
      provisioner: 'ebs.csi.aws.com',
      parameters: { encrypted: 'true' },
    });
  });
});

describe.each(['default', ...Object.keys(options)])('every pod, with %s', (name) => {
  const objects = objectsOf(options[name]);
  const pods = podsOf(objects);

  test('asks for CPU and memory, and has a memory limit', () => {
    for (const { containers } of pods) {
      for (const { resources } of containers) {
        expect(resources).toMatchObject({
          requests: { cpu: expect.any(String), memory: expect.any(String) },
          limits: { memory: expect.any(String) },
        });
      }
    }
  });

  test('has a pinned image', () => {
    for (const { containers } of pods) {
      for (const { image } of containers) expect(image).toMatch(/:v?\d+\.\d+/);
    }
  });

  test('is reached by every Service that selects it, at a port that it has', () => {
    for (const service of ofKind(objects, 'Service')) {
      const { selector, ports } = service.spec as {
        selector: Record<string, string>;
        ports: { targetPort: number | string }[];
      };
      const selected = pods.filter(
        ({ namespace, labels }) =>
          namespace === service.metadata.namespace &&
          Object.entries(selector).every(([key, value]) => labels[key] === value),
      );
      expect(selected).toHaveLength(1);
      const open = selected.flatMap(({ containers }) => containers.flatMap((c) => c.ports ?? []));
      for (const { targetPort } of ports) {
        expect(open.flatMap((port) => [port.containerPort, port.name])).toContain(targetPort);
      }
    }
  });
});

describe('what had to change for it to run', () => {
  const container = (name: string) => podsOf([find(shop, 'Deployment', name)])[0]?.containers[0];
  const env = (name: string) =>
    Object.fromEntries(
      (container(name)?.env ?? []).map((variable) => [variable.name, variable.value]),
    );

  test('mongo stays at 4.4, the last that the old drivers and every CPU know', () => {
    for (const name of ['carts-db', 'orders-db']) {
      expect(container(name)?.image).toMatch(/^mongo:4\.4\.\d+$/);
    }
  });

  test('user finds its database and listens where its Service says', () => {
    expect(container('user')?.args).toContain('-mongo-host=user-db:27017');
    expect(container('user')?.args).toContain('-port=80');
    expect(env('user')).toEqual({ MONGO_HOST: 'user-db:27017' });
  });

  test('every Java service has a small heap and no tracing', () => {
    for (const name of ['carts', 'orders', 'shipping', 'queue-master']) {
      expect(env(name)).toEqual({
        JAVA_OPTS: expect.stringMatching(/-Xmx128m.*-Dspring\.zipkin\.enabled=false/),
      });
    }
  });

  test('no program may gain a privilege, but those that a shell starts and that listen on port 80', () => {
    const services = 'carts catalogue front-end orders payment shipping user'.split(' ');
    const gaining = services.filter(
      (name) => container(name)?.securityContext?.allowPrivilegeEscalation !== false,
    );
    expect(gaining).toEqual(['carts', 'orders', 'shipping']);
    for (const name of services.filter((one) => one !== 'front-end')) {
      expect(container(name)?.securityContext).toMatchObject({
        capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
      });
    }
  });

  test('no password is written anywhere', () => {
    const persistent = objectsOf({ sockShop: { storage: 'persistent' } });
    expect(JSON.stringify([shop, persistent])).not.toMatch(
      /fake_password|MYSQL_ROOT_PASSWORD","value"/,
    );
    expect(persistent.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(env('catalogue-db')).toEqual({
      MYSQL_DATABASE: 'socksdb',
      MYSQL_RANDOM_ROOT_PASSWORD: 'yes',
    });
  });

  test('the queue exporter listens where its Service says', () => {
    const exporter = podsOf([find(shop, 'Deployment', 'rabbitmq')])[0]?.containers[1];
    expect(exporter?.env).toEqual([{ name: 'PUBLISH_PORT', value: '9090' }]);
    expect(exporter?.ports).toEqual([{ name: 'exporter', containerPort: 9090 }]);
  });
});

describe('the policies', () => {
  interface Rule {
    readonly from?: readonly { podSelector?: { matchLabels?: { name?: string } } }[];
    readonly to?: readonly { podSelector?: { matchLabels?: { name?: string } } }[];
    readonly ports?: readonly { port: number; protocol: string }[];
  }
  interface Policy {
    readonly podSelector: { matchLabels?: { name?: string } };
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  }
  const policies = ofKind(shop, 'NetworkPolicy');
  const edges = (direction: 'ingress' | 'egress') =>
    policies
      .flatMap(({ metadata, spec }) =>
        ((spec as Policy)[direction] ?? []).flatMap((rule) =>
          (rule.from ?? rule.to ?? []).flatMap((peer) => {
            const other = peer.podSelector?.matchLabels?.name;
            if (!other) return [];
            const [from, to] =
              direction === 'ingress' ? [other, metadata.name] : [metadata.name, other];
            return [`${from} → ${to}:${rule.ports?.map(({ port }) => port)}`];
          }),
        ),
      )
      .sort();
  const needed = calls.map(({ from, to, port }) => `${from} → ${to}:${port}`).sort();

  test('let each workload in from exactly those that call it', () => {
    expect(edges('ingress')).toEqual(needed);
  });

  test('let each workload out to exactly those that it calls', () => {
    expect(edges('egress')).toEqual(needed);
  });

  test('deny everything else, and let every pod ask the DNS', () => {
    expect(find(policies, 'NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(find(policies, 'NetworkPolicy', 'dns').spec).toMatchObject({
      podSelector: {},
      egress: [
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
      ],
    });
  });

  test.each([
    [
      'nginx',
      {},
      [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'nginx-ingress' } } }],
    ],
    [
      'ingress-nginx',
      { ingress: { controller: 'ingress-nginx' } },
      [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
    ],
    ['alb', { ingress: { controller: 'alb' } }, [{ ipBlock: { cidr: '192.168.0.0/16' } }]],
    [
      'a node port alone',
      { ingress: { controller: 'none' }, sockShop: { nodePort: 30001 } },
      [{ ipBlock: { cidr: '192.168.0.0/16' } }, { ipBlock: { cidr: '203.0.113.10/32' } }],
    ],
  ])('the front end is reached through %s', (_name, overrides, from) => {
    const policy = find(objectsOf(overrides), 'NetworkPolicy', 'front-end');
    expect((policy.spec as Policy).ingress).toEqual([
      { from, ports: [{ port: 8079, protocol: 'TCP' }] },
    ]);
  });

  test('nobody reaches the front end when nothing is in front of it', () => {
    const policy = find(
      objectsOf({ ingress: { controller: 'none' } }),
      'NetworkPolicy',
      'front-end',
    );
    expect((policy.spec as Policy).ingress).toBeUndefined();
  });
});

describe('the front end', () => {
  test('is a ClusterIP Service, and a node port when asked for', () => {
    expect(find(shop, 'Service', 'front-end').spec).not.toHaveProperty('type');
    const open = find(objectsOf({ sockShop: { nodePort: 30001 } }), 'Service', 'front-end');
    expect(open.spec).toMatchObject({
      type: 'NodePort',
      ports: [{ port: 80, targetPort: 8079, nodePort: 30001 }],
    });
  });

  test('has a disruption budget only where it leaves a drain room', () => {
    expect(ofKind(shop, 'PodDisruptionBudget')).toEqual([]);
    const three = objectsOf({ sockShop: { frontEndReplicas: 3 } });
    expect(find(three, 'PodDisruptionBudget', 'front-end').spec).toMatchObject({
      maxUnavailable: 1,
    });
  });
});

test('namespaces enforce Pod Security baseline, audit restricted, and warn of nothing', () => {
  for (const { metadata } of ofKind(objectsOf(), 'Namespace')) {
    expect(metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/audit': 'restricted',
    });
    expect(metadata.labels).not.toHaveProperty('pod-security.kubernetes.io/warn');
  }
});
