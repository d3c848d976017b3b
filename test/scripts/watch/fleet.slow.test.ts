import { readFileSync, utimesSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Watched } from './support/watched.ts';

const names = Array.from({ length: 12 }, (_, i) => `fleet-${String.fromCharCode(97 + i)}`);

let watched: Watched;
beforeAll(async () => {
  watched = new Watched();
  for (const name of names) watched.writeCluster(name);
  for (const name of names) utimesSync(watched.path(`clusters/${name}.yaml`), 1000, 1000);
  watched.writeCluster('fleet-d', 'nodes: { max: 4 }');
  await watched.start();
}, 60_000);
afterAll(() => watched.stop());

const services = 'charts/sock-shop/services.ts';
const end = 'for 12 clusters)';

test('the cluster that was edited last is answered first, and at once', async () => {
  for (let from = 200; from < 206; from += 1) {
    const to = from + 1;
    const answer = `memory: ${from}Mi → ${to}Mi`;
    const [before, now] = [`memory: '${from}Mi'`, `memory: '${to}Mi'`];
    await watched.save(services, before, now, answer);
    expect(watched.said).toMatch(/^dist\/fleet-d {2}before/);
    await watched.until(end);
  }
  expect(watched.said.match(/^dist\//gm)).toHaveLength(1);
  expect(watched.said).toContain(
    'as in fleet-d, so in 11 more clusters: fleet-a, fleet-b, fleet-c, fleet-e, fleet-f, fleet-g, fleet-h, fleet-i and 3 others',
  );
}, 60_000);

test('what is not the same is told of each', async () => {
  await watched.answer(() => {
    watched.writeCluster('fleet-b', 'nodes: { max: 5 }');
    watched.writeCluster('fleet-a', 'nodes: { max: 6 }');
  }, 'ms for 2 clusters)');
  expect(watched.said).toContain('maxSize: 4 → 5');
  expect(watched.said).toContain('maxSize: 4 → 6');
}, 60_000);

test('a fault that all have is told once, and a save meanwhile leaves out no cluster', async () => {
  const text = readFileSync(watched.path(services), 'utf8');
  const fault = "if (Date.now()) throw new Error('nothing works');";
  await watched.answer(() => watched.write(services, `${fault}\n${text}`), 'nothing works');
  await watched.rest();
  expect(watched.said.match(/nothing works/g)).toHaveLength(1);
  await watched.answer(
    () => watched.write(services, text.replaceAll("'206Mi'", "'300Mi'")),
    '206Mi → 300Mi',
  );
  watched.write(services, text.replaceAll("'206Mi'", "'400Mi'"));
  await watched.until('300Mi → 400Mi');
  await watched.until(end);
  await watched.answer(() => watched.writeCluster('fleet-l', 'nodes: { max: 9 }'), '4 → 9');
  expect(await watched.rest()).not.toContain('Mi');
}, 60_000);
