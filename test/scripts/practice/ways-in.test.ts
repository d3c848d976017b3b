import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { at, fields } from '../../../checks/values.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { isOwned, tagsIn } from '../../../scripts/down/kind.ts';
import { type Network, readNetwork, type Service } from '../../../scripts/shared/network/read.ts';
import { LogBook } from '../../../scripts/practice/pods/log-book.ts';
import { Web } from '../../../scripts/practice/pods/web.ts';
import { wantedFor, wantedForIngress } from '../../../scripts/practice/ways-in/balancers.ts';
import { Doors } from '../../../scripts/practice/ways-in/doors.ts';
import { frontDoors } from '../../../scripts/practice/ways-in/fronts.ts';
import { hostIn, hostOf } from '../../../scripts/practice/ways-in/host-of.ts';
import {
  letsIn,
  type NodeAt,
  throughBalancer,
  throughNode,
} from '../../../scripts/practice/ways-in/judge.ts';
import { tellMoved } from '../../../scripts/practice/ways-in/moved.ts';
import {
  nodePortDoors,
  type NodePortsOptions,
} from '../../../scripts/practice/ways-in/node-ports.ts';
import { apiOf, objectsOf, stoodUp } from './support/stood-up.ts';

const BY_ANOTHER = `another program has it: ${process.platform === 'darwin' ? 'lsof -i :32000' : 'ss -ltnp'} shows which); end that program: practice tries again by itself`;
const YOU = '198.18.0.7';
const here: NodeAt = { name: 'node-1', inside: '192.168.0.10', outside: '127.100.0.10' };
const elsewhere: NodeAt = { name: 'node-2', inside: '192.168.0.11', outside: '127.100.0.11' };

test('a security group lets in what one of its rules has both the port and the address of', () => {
  const rules = [
    { first: 32_000, last: 32_010, range: '198.18.0.0/24' },
    { first: 22, last: 22, range: '0.0.0.0/0' },
  ];
  expect(letsIn(rules, YOU, 32_005)).toBe(true);
  expect(letsIn(rules, YOU, 32_011)).toBe(false);
  expect(letsIn(rules, '203.0.113.10', 32_000)).toBe(false);
  expect(letsIn([], YOU, 22)).toBe(false);
});

describe('who gets to Jenkins', () => {
  let network: Network;

  beforeAll(async () => {
    const objects = objectsOf({ access: { from: [`${YOU}/32`] } });
    network = await readNetwork(apiOf(stoodUp(objects)));
  });

  test('through a node port, whichever node it is', () => {
    const service = jenkins({ type: 'NodePort' }, { nodePort: 32_000 });
    expect(throughNode(network, service, 32_000, here, YOU)).toMatchObject({
      reached: true,
      port: 8080,
    });
    expect(throughNode(network, service, 32_000, elsewhere, YOU)).toMatchObject({ reached: true });
    expect(throughNode(network, service, 32_001, here, YOU)).toMatchObject({ how: 'refused' });
  });

  test('through a node that has a pod alone, where the Service keeps its traffic local', () => {
    const service = jenkins({ externalTrafficPolicy: 'Local' }, { nodePort: 32_000 });
    expect(throughNode(network, service, 32_000, here, YOU)).toMatchObject({ reached: true });
    expect(throughNode(network, service, 32_000, elsewhere, YOU)).toMatchObject({
      how: 'silent',
      because:
        'no pod of Service dev-bc-svc/jenkins is on node-2, and its externalTrafficPolicy is Local',
    });
  });

  test('through a load balancer, by its ranges, its port and its nodes', () => {
    const service = jenkins(
      { loadBalancerSourceRanges: ['203.0.113.10/32'] },
      { nodePort: 31_000 },
    );
    expect(throughBalancer(network, service, 8080, [here], YOU)).toMatchObject({
      how: 'silent',
      because: `Service dev-bc-svc/jenkins lets in 203.0.113.10/32 alone, and practice has the address ${YOU}`,
    });
    const open = jenkins({}, { nodePort: 31_000 });
    expect(throughBalancer(network, open, 8080, [elsewhere, here], YOU)).toMatchObject({
      reached: true,
    });
    expect(throughBalancer(network, open, 80, [here], YOU)).toMatchObject({ how: 'refused' });
    expect(throughBalancer(network, open, 8080, [], YOU)).toMatchObject({ how: 'silent' });
  });

  function jenkins(spec: object, port: object): Service {
    const service = network.services.find(({ metadata }) => metadata.name === 'jenkins');
    const [first] = service?.spec.ports ?? [];
    const changed = {
      type: 'LoadBalancer',
      loadBalancerSourceRanges: undefined,
      externalTrafficPolicy: undefined,
      ...spec,
    };
    return { ...service!, spec: { ...service!.spec, ...changed, ports: [{ ...first!, ...port }] } };
  }
});

describe('a load balancer in AWS', () => {
  test.each([
    [
      'a network load balancer',
      { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' },
      undefined,
      'network',
    ],
    ['a classic one', {}, undefined, 'classic'],
    ["the controller's", {}, 'service.k8s.aws/nlb', 'network'],
  ])(
    '%s has a name that AWS takes, and tags by which down knows whose it is',
    (_, annotations, loadBalancerClass, type) => {
      const service = {
        metadata: {
          name: 'jenkins',
          namespace: 'dev-bc-svc',
          uid: '0f7d3c1e-1b2a-4c3d-8e9f-001122334455',
          annotations,
        },
        spec: {
          type: 'LoadBalancer',
          ports: [{ port: 8080 }],
          ...(loadBalancerClass && { loadBalancerClass }),
        },
      };
      const wanted = wantedFor(service, 'sock-shop');
      expect(wanted.type).toBe(type);
      expect(wanted.name).toMatch(/^[a-z0-9-]{1,32}$/);
      const tags = tagsIn(Object.entries(wanted.tags).map(([Key, Value]) => ({ Key, Value })));
      expect([isOwned(tags, 'sock-shop'), isOwned(tags, 'other')]).toEqual([true, false]);
    },
  );

  test('that of an Ingress too', () => {
    const ingress = { metadata: { name: 'sock-shop-ingress', namespace: 'sock-shop' }, spec: {} };
    const { name, tags } = wantedForIngress(ingress, 'sock-shop');
    expect(name).toMatch(/^k8s-sockshop-sockshop-[0-9a-f]{10}$/);
    const given = tagsIn(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
    expect(isOwned(given, 'sock-shop')).toBe(true);
  });
});

describe('doors', () => {
  test('open and close with what is wanted; one that is taken is open elsewhere', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const doors = new Doors();
    const take = async () => {};
    const door = { address: '127.0.0.1', port, or: 0, take };
    const [moved, ...more] = await doors.set([door]);
    expect([moved, more]).toEqual([{ door, why: 'EADDRINUSE', port: 0 }, []]);
    expect(await doors.set([door])).toEqual([]);
    await doors.set([]);
    const stuck = { address: '127.0.0.1', port, take };
    expect(await doors.set([stuck])).toEqual([{ door: stuck, why: 'EADDRINUSE' }]);
    expect(await doors.set([stuck])).toEqual([]);
    taken.close();
    await doors.set([]);
    expect(await doors.set([door])).toEqual([]);
    await doors.stop();
  });

  test.each<[string, string, number | undefined, string]>([
    ['a node port that another program has', 'EADDRINUSE', undefined, BY_ANOTHER],
    ['a low port', 'EACCES', 20_080, 'a normal user may not); it answers at port 20080 instead'],
  ])('%s is told in words, and in an event of its Service', async (_, why, port, words) => {
    const events: string[] = [];
    const api: ApiRequest = async (_method, _path, body) => {
      events.push(String(at(body, 'message')));
      return { status: 201, body: {} };
    };
    const object = { metadata: { name: 'jenkins', namespace: 'dev-bc-svc' } };
    const owner = { apiVersion: 'v1', kind: 'Service', object };
    const door = { address: '127.100.0.13', port: 32_000, owner, take: async () => {} };
    const said: string[] = [];
    const moved = [{ door, why, ...(port !== undefined && { port }) }];
    await tellMoved(api, moved, [door], [], (line) => void said.push(line));
    expect(said).toEqual([
      expect.stringMatching(/^practice can't open port 32000 of 127\.100\.0\.13 \(/),
    ]);
    expect(said[0]).toContain(words);
    expect(events).toEqual(said);
  });

  test('a node port is opened for its Service', async () => {
    const objects = stoodUp(objectsOf());
    const network = await readNetwork(apiOf(objects));
    const service = network.services.find(({ metadata }) => metadata.name === 'jenkins')!;
    const ported = {
      ...service,
      spec: { ...service.spec, ports: [{ port: 80, nodePort: 32_000 }] },
    };
    const doors = nodePortDoors({ ...network, services: [ported] }, [here], {} as NodePortsOptions);
    expect(doors).toMatchObject([
      { address: '127.100.0.10', port: 32_000, owner: { kind: 'Service', object: ported } },
    ]);
  });

  test('a load balancer has its ports, and a low one higher up too', () => {
    const object = { metadata: { name: 'nginx' } };
    const owner = { apiVersion: 'v1', kind: 'Service', object };
    const entrance = { host: 'a.localhost', owner, ports: [80, 8080], enter: async () => {} };
    const doors = frontDoors([entrance]).map(({ port, or }) => [port, or]);
    expect(doors).toEqual([
      [80, undefined],
      [20_080, undefined],
      [8080, 28_080],
    ]);
  });

  test.each([
    ['a.localhost', 'a'],
    ['shop.example.com', undefined],
    ['c.elb.us-west-2.localhost', undefined],
  ])('of two load balancers at a port, %s means %s', async (host, meant) => {
    expect(await enteredBy(['a', 'b'], host)).toBe(meant);
  });

  test('the only one at a port is meant by any name but that of a stranger’s load balancer', async () => {
    expect(await enteredBy(['a'], 'shop.example.com')).toBe('a');
    expect(await enteredBy(['a'], 'c.elb.us-west-2.localhost')).toBeUndefined();
  });

  async function enteredBy(names: readonly string[], host: string): Promise<string | undefined> {
    let entered: string | undefined;
    const entrances = names.map((name) => ({
      host: `${name}.localhost`,
      owner: { apiVersion: 'v1', kind: 'Service', object: { metadata: { name } } },
      ports: [8080],
      enter: async (connection: Socket) => {
        entered = name;
        connection.destroy();
      },
    }));
    const [door] = frontDoors(entrances);
    const server = createServer((connection) => void door?.take(connection)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.on('error', () => {});
    client.write(`GET / HTTP/1.1\r\nHost: ${host}:8080\r\n\r\n`);
    await new Promise((resolve) => client.on('close', resolve));
    server.close();
    return entered;
  }

  test('the host of a request is read, and the request is answered whole', async () => {
    expect(hostIn('GET / HTTP/1.1\r\nHost: A-1.elb.us-west-2.localhost:8080\r\n\r\n')).toBe(
      'a-1.elb.us-west-2.localhost',
    );
    expect(hostIn('GET / HTTP/1.0\r\n\r\n')).toBeUndefined();
    const web = new Web(apiOf([]), new LogBook());
    const hosts: unknown[] = [];
    const server = createServer((connection) => {
      void hostOf(connection).then((host) => {
        hosts.push(host);
        web.serve(connection, async ({ path, form }) => ({
          status: 200,
          body: `${path} ${form.get('x')?.length}`,
        }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
    const body = new URLSearchParams({ x: 'y'.repeat(9000) });
    const answer = await fetch(url, { method: 'POST', body, headers: { connection: 'close' } });
    expect(await answer.text()).toBe('/a 9000');
    expect(hosts).toEqual(['127.0.0.1']);
    server.close();
  });
});

test('a policy that lets no node in is heard of at the node port', async () => {
  const objects = objectsOf({ access: { from: [`${YOU}/32`] } }) as KubeObject[];
  const policy = objects.find(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'jenkins',
  );
  Object.assign(fields(policy?.spec), { ingress: [] });
  const network = await readNetwork(apiOf(stoodUp(objects)));
  const service = network.services.find(({ metadata }) => metadata.name === 'jenkins')!;
  const [port] = service.spec.ports ?? [];
  const ported = { ...service, spec: { ...service.spec, ports: [{ ...port!, nodePort: 32_000 }] } };
  expect(throughNode(network, ported, 32_000, here, YOU)).toMatchObject({
    how: 'silent',
    because: expect.stringContaining('its ingress is restricted by'),
  });
});
