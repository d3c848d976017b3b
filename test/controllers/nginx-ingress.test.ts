import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FRONT_END } from '../../charts/sock-shop/names.ts';
import { at, list, text } from '../../checks/values.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { readAll } from '../../scripts/shared/live-objects.ts';
import { shopPage } from '../../scripts/verify/pages.ts';
import { type Answer, realProbe } from '../../scripts/verify/probe.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { startWorld, type World } from '../control-plane/support/world.ts';
import { find } from '../support/objects.ts';
import { type AsPod, firstPod, runAsPod } from './support/as-pod.ts';
import { askedBy, audited } from './support/audit.ts';
import { nginxPlaces } from './support/debian-nginx.ts';
import { addAddress } from './support/network.ts';

const PROGRAM = 'nginx-ingress';
const NAMESPACE = 'nginx-ingress';
const USER = 101;
const NJS = join(process.env.CONTROLLERS ?? '', PROGRAM, 'njs');
const SHOP_PAGE = '<title> WeaveSocks </title>';
const LOAD_BALANCER = 'a1b2.elb.us-west-2.amazonaws.com';
const INGRESSES = '/apis/networking.k8s.io/v1/namespaces/sock-shop/ingresses';

describe.each([null, 'shop.example.com'])("F5's controller, with the host %s", (host) => {
  let world: World;
  let objects: KubeObject[];
  let shop: Server;
  let controller: AsPod;

  beforeAll(async () => {
    const overrides = { ingress: { controller: 'nginx', host } } as const;
    world = await startWorld(newestKubernetes, overrides, audited);
    objects = world.synthesized.files.flatMap((file) => file.objects);
    await world.ok('apply', '-f', 'platform/ingress-controller.k8s.yaml');
    await world.ok('apply', '-f', 'apps/1-sock-shop.k8s.yaml');
    await world.ok('apply', '-f', 'apps/2-sock-shop-ingress.k8s.yaml');
    await world.ok('rollout', 'status', '-n', 'sock-shop', 'deployment/front-end');
    await world.ok('rollout', 'status', '-n', NAMESPACE, 'deployment/nginx-ingress');
    shop = await frontEnd(world, objects);
    controller = await runAsPod(world, find(objects, 'Deployment', 'nginx-ingress'), PROGRAM, {
      mounts: nginxPlaces(world.root, NJS, USER),
    });
  });

  afterAll(async () => {
    shop?.close();
    await world?.stop();
  });

  const ask = (name?: string): Promise<Answer> =>
    realProbe.http(`http://${controller.address}/`, shopPage, name);

  test('gets ready by its own probe', async () => {
    expect(await eventually(() => controller.problems('readinessProbe'), 60)).toEqual([]);
  });

  test('shows the shop, without a redirect', async () => {
    const problems = async () => {
      const { answered, says } = await ask(host ?? undefined);
      return answered ? [] : [says];
    };
    expect(await eventually(problems)).toEqual([]);
    expect((await ask(host ?? undefined)).says).toMatch(/\/ answers 200$/);
  });

  test('shows it under any name where there is no host, and under no other where there is one', async () => {
    const { answered, says } = await ask('other.example.com');
    expect(answered).toBe(host === null);
    expect(says).toMatch(host === null ? / 200$/ : / 404, /);
  });

  test("writes the load balancer's name into the Ingress", async () => {
    const service = `/api/v1/namespaces/${NAMESPACE}/services/nginx-ingress/status`;
    const ingress = [{ hostname: LOAD_BALANCER }];
    await world.plane.api('PATCH', service, { status: { loadBalancer: { ingress } } });
    const problems = async () => {
      const [own] = await readAll(world.plane.api, INGRESSES);
      const name = at(own, 'status', 'loadBalancer', 'ingress', 0, 'hostname');
      return name === LOAD_BALANCER ? [] : [`its address is ${String(name)}`];
    };
    expect(await eventually(problems, 60)).toEqual([]);
  });

  test('leaves an Ingress of another class alone', async () => {
    const own = find(objects, 'Ingress', 'sock-shop-ingress');
    await create(world, likeIt(own, 'of-another', 'another'));
    await create(world, likeIt(own, 'of-its-own', 'nginx'));
    // Nobody listens where catalogue's pods are. It hears of the two in the order in which they were made.
    const problems = async () => {
      const { says } = await ask('of-its-own.example.com');
      return says.includes(' answers 502') ? [] : [says];
    };
    expect(await eventually(problems)).toEqual([]);
    const { says } = await ask('of-another.example.com');
    expect(says).toMatch(host === null ? / 200$/ : / 404, /);
  });

  test('is refused nothing by the API server, and still runs', async () => {
    expect(askedBy(world.plane, NAMESPACE, 'nginx-ingress')).not.toEqual([]);
    expect(askedBy(world.plane, NAMESPACE, 'nginx-ingress', 403)).toEqual([]);
    expect((await ask(host ?? undefined)).answered).toBe(true);
  });
});

// What stands for the shop's process, at the address and port of its pod.
async function frontEnd(world: World, objects: readonly KubeObject[]): Promise<Server> {
  const pod = await firstPod(world, find(objects, 'Deployment', FRONT_END.name));
  const address = text(at(pod, 'status', 'podIP')) ?? '';
  addAddress(address);
  const server = createServer((_, response) => response.end(SHOP_PAGE));
  await new Promise<void>((resolve) => server.listen(FRONT_END.containerPort, address, resolve));
  return server;
}

function likeIt({ metadata, ...ingress }: KubeObject, name: string, className: string): KubeObject {
  const [path] = list(at(ingress, 'spec', 'rules', 0, 'http', 'paths'));
  const backend = { service: { name: 'catalogue', port: { number: 80 } } };
  return {
    ...ingress,
    metadata: { ...metadata, name },
    spec: {
      ingressClassName: className,
      rules: [{ host: `${name}.example.com`, http: { paths: [{ ...Object(path), backend }] } }],
    },
  };
}

async function create({ kubectl }: World, object: KubeObject): Promise<void> {
  const { code, stderr } = await kubectl(['create', '-f', '-'], JSON.stringify(object));
  if (code !== 0) throw new Error(stderr);
}
