import { beforeEach, describe, expect, test } from '@jest/globals';
import { fields } from '../../../checks/values.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { LogBook } from '../../../scripts/practice/pods/log-book.ts';
import { jenkinsPassword } from '../../../scripts/practice/pods/password.ts';
import { Web } from '../../../scripts/practice/pods/web.ts';
import type { LivePod } from '../../../scripts/shared/live-objects.ts';
import { jenkinsPage, shopPage } from '../../../scripts/verify/pages.ts';
import { apiOf, objectsOf, stoodUp } from './support/stood-up.ts';

let objects: KubeObject[];
let api: ApiRequest;
let web: Web;
let book: LogBook;

beforeEach(() => {
  objects = stoodUp(objectsOf());
  api = apiOf(objects);
  book = new LogBook();
  web = new Web(api, book);
});

describe("Jenkins' first login", () => {
  test('is what verify takes for Jenkins, says who plays it, and takes the password of its cluster', async () => {
    const pod = podNamed('jenkins');
    const first = await open(pod, 8080, '/');
    expect(first.status).toBe(403);
    const login = await open(pod, 8080, '/login');
    expect(jenkinsPage.isGiven(given(login))).toBe(true);
    expect(login.body).toContain('Practice plays this page: no image runs');
    const password = await jenkinsPassword(api, 'dev-bc-svc');
    const wrong = await open(pod, 8080, '/j_spring_security_check', { j_password: 'sesame' });
    expect([wrong.status, wrong.headers?.location]).toEqual([302, '/loginError']);
    const right = await open(pod, 8080, '/j_spring_security_check', {
      j_password: `${password}\n`,
    });
    expect(right.headers?.location).toBe('/');
    const inside = await open(pod, 8080, '/', undefined, right.headers?.['set-cookie']);
    expect(inside.body).toContain('Jenkins is unlocked');
    expect(inside.body).toContain('The NetworkPolicies let it');
  });

  test('has another password in another cluster and namespace', async () => {
    const own = await jenkinsPassword(api, 'dev-bc-svc');
    expect(await jenkinsPassword(api, 'other-bc-svc')).not.toBe(own);
    const another: ApiRequest = async () => ({ status: 200, body: { metadata: { uid: '2' } } });
    expect(await jenkinsPassword(another, 'dev-bc-svc')).not.toBe(own);
  });
});

describe('the shop', () => {
  test('is what verify takes for the shop; one logs in, fills the cart and orders', async () => {
    const pod = podNamed('front-end');
    const front = await open(pod, 8079, '/');
    expect(shopPage.isGiven(given(front))).toBe(true);
    expect(front.body).toContain('Practice plays this page: no image runs');
    expect(front.body).not.toContain('class="refused"');
    const visit = visitor(pod);
    expect(await visit('/login', { username: 'user', password: 'password' })).toContain(
      'logged in',
    );
    expect(await visit('/cart', { id: 'winter' })).toContain('are in the cart');
    expect(await visit('/orders', {})).toContain('order of 55 dollars is complete');
    expect(book.of('sock-shop', 'queue-master-0a1b2c3d4e-x5y6z')).toHaveLength(1);
    await visit('/cart', { id: 'winter' });
    await visit('/cart', { id: 'winter' });
    expect(await visit('/orders', {})).toContain('Payment declined');
    const remove = 'Remove a pair';
    expect(await visit('/cart/remove', { id: 'winter' })).toContain(remove);
    expect(await visit('/orders', {})).toContain('order of 55 dollars is complete');
    expect(await visit('/cart/remove', { id: 'winter' })).toContain('are not in the cart');
    expect(front.body).not.toContain(remove);
  });

  test('says which call is cut, and does not sell then', async () => {
    const policy = objects.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'shipping',
    );
    Object.assign(fields(policy?.spec), { ingress: [] });
    const pod = podNamed('front-end');
    const visit = visitor(pod);
    await visit('/login', { username: 'user', password: 'password' });
    await visit('/cart', { id: 'plain' });
    expect(await visit('/orders', {})).toContain('orders does not reach shipping, because its');
    const { body } = await open(pod, 8079, '/');
    expect(body).toContain('<tr class="refused"><td>orders</td><td>shipping</td>');
  });

  function visitor(pod: LivePod) {
    let cookie: string | undefined;
    return async (path: string, form: Record<string, string>) => {
      const done = await open(pod, 8079, path, form, cookie);
      cookie = done.headers?.['set-cookie'];
      return (await open(pod, 8079, '/', undefined, cookie)).body;
    };
  }
});

describe('the ingress controller', () => {
  test('leads to the shop by the Ingress of its class, through the policies', async () => {
    const { status, body } = await open(podNamed('nginx-ingress'), 80, '/');
    expect([status, body.includes('WeaveSocks')]).toEqual([200, true]);
  });

  test.each<[string, () => void, number, string]>([
    [
      'of another class',
      () =>
        Object.assign(fields(named('Ingress', 'sock-shop-ingress').spec), {
          ingressClassName: 'other',
        }),
      404,
      'no Ingress has a rule',
    ],
    [
      'to a Service that is not there',
      () => objects.splice(objects.indexOf(named('Service', 'front-end')), 1),
      502,
      'Service front-end, which is not there',
    ],
    [
      'cut by a policy',
      () => Object.assign(fields(named('NetworkPolicy', 'front-end').spec), { ingress: [] }),
      504,
      'its ingress is restricted by',
    ],
  ])('answers an Ingress %s as NGINX does, and says why', async (_, change, status, because) => {
    change();
    const answer = await open(podNamed('nginx-ingress'), 80, '/');
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(because)]);
  });
});

test('a port that nothing is played at is told in words', async () => {
  const none = web.connect(undefined as never, podNamed('carts-db'), 27017);
  expect(none).toBe('practice plays no answer of mongo:4.4.30 on port 27017: no image runs here');
  expect(web.connect(undefined as never, podNamed('carts'), 8081)).toContain(
    'listens on port 8081',
  );
});

function named(kind: string, name: string): KubeObject {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

function podNamed(name: string): LivePod {
  const pods = objects.filter(({ kind }) => kind === 'Pod') as unknown as LivePod[];
  return pods.find((pod) => pod.metadata.name.replace(/-0a1b2c3d4e-x5y6z$/, '') === name)!;
}

async function open(
  pod: LivePod,
  port: number,
  path: string,
  form?: Record<string, string>,
  cookie?: string,
) {
  const [pair = ''] = (cookie ?? '').split(';');
  const [name = '', value = ''] = pair.split('=');
  const shown = await web.ask(pod, port, {
    method: form ? 'POST' : 'GET',
    path,
    host: 'localhost',
    cookies: new Map([[name, value]]),
    form: new URLSearchParams(form),
  });
  if (!shown) throw new Error('nothing is played there');
  return shown;
}

function given({ status, headers = {}, body }: Awaited<ReturnType<typeof open>>) {
  return { status, headers, body };
}
