import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Watched } from './support/watched.ts';

const LONGEST_CPU_MS = 150;

let watched: Watched;
beforeAll(async () => {
  watched = new Watched();
  watched.writeCluster('a', 'nodes: { max: 4 }');
  await watched.start();
}, 60_000);
afterAll(() => watched.stop());

test('a saved cluster file is answered at once by what it changes', async () => {
  const times = [];
  for (let from = 4; from < 10; from += 1) {
    const to = from + 1;
    const answer = `managedNodeGroups[workers].maxSize: ${from} → ${to}`;
    times.push(await watched.save('clusters/a.yaml', `max: ${from}`, `max: ${to}`, answer));
    expect(watched.said).toContain('eksctl scale nodegroup');
  }
  expect(Math.min(...times)).toBeLessThan(LONGEST_CPU_MS);
}, 60_000);

test('so is a saved chart, and a table', async () => {
  for (let from = 200; from < 206; from += 1) await saveMemory(from, from + 1);
  await watched.save(
    'tables/images.ts',
    'weaveworksdemos/payment:',
    'weaveworksdemos/payments:',
    '/payments:',
  );
  expect(watched.said).toContain('/payments:');
}, 60_000);

const saveMemory = (from: number, to: number) =>
  watched.save(
    'charts/sock-shop/services.ts',
    `memory: '${from}Mi'`,
    `memory: '${to}Mi'`,
    `resources.requests.memory: ${from}Mi → ${to}Mi`,
  );

test('what is wrong is told, and the next save counts from what was right', async () => {
  await watched.save('clusters/a.yaml', 'max: 10', 'max: 1', 'nodes.max');
  expect(watched.said).toContain('nothing was changed');
  await watched.save('clusters/a.yaml', 'max: 1', 'max: 8', 'maxSize: 10 → 8');
  const names = watched.path('charts/sock-shop/names.ts');
  await watched.answer(
    () => appendFileSync(names, 'const x: = 1;\n'),
    'charts/sock-shop/names.ts:',
  );
  await watched.save('charts/sock-shop/names.ts', 'const x: = 1;\n', '', 'no difference');
}, 60_000);

test('what changes no text is not answered', async () => {
  const services = 'charts/sock-shop/services.ts';
  const text = readFileSync(watched.path(services), 'utf8');
  await watched.answer(() => watched.write(services, text), '');
  expect(await watched.rest()).toBe('');
}, 60_000);

test('each save of a chart in a folder of its own is seen, and its coming after its line', async () => {
  const hello = (greeting: string) => `
    import { ApiObject, Chart } from 'cdk8s';
    import type { Construct } from 'constructs';
    export class Hello extends Chart {
      constructor(scope: Construct, id: string) {
        super(scope, id);
        const metadata = { name: 'hello', namespace: 'default' };
        new ApiObject(this, 'hello', {
          apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { greeting: '${greeting}' },
        });
      }
    }`;
  const none = readFileSync(watched.path('charts/own.ts'), 'utf8');
  await watched.answer(() => {
    const list = none.replace('[]', "[file('apps/3-hello', Hello, {})]");
    const imports =
      "import { file } from './file.ts';\nimport { Hello } from './hello/hello.ts';\n";
    watched.write('charts/own.ts', `${imports}${list}`);
  }, './hello/hello.ts');
  await watched.answer(
    () => watched.write('charts/hello/hello.ts', hello('one')),
    '+ ConfigMap default/hello',
  );
  await watched.answer(() => watched.write('charts/hello/hello.ts', hello('two')), 'one → two');
  await watched.answer(() => watched.write('charts/hello/hello.ts', hello('three')), 'two → three');
  expect(watched.said).toContain('kubectl apply -f dist/a/apps/3-hello.k8s.yaml');
  await watched.answer(() => watched.write('charts/own.ts', none), '- ConfigMap default/hello');
}, 60_000);

test('folders that were replaced are watched like those before', async () => {
  const replaced = (folder: string) => {
    const [path, copy] = [watched.path(folder), watched.path(`${folder}-copy`)];
    cpSync(path, copy, { recursive: true });
    rmSync(path, { recursive: true });
    renameSync(copy, path);
  };
  await watched.answer(() => replaced('charts/sock-shop'), '');
  await watched.rest();
  await saveMemory(206, 207);
  await watched.answer(() => replaced('clusters'), '');
  expect(await watched.rest()).not.toContain('dist/a');
  await watched.save('clusters/a.yaml', 'max: 8', 'max: 9', 'maxSize: 8 → 9');
}, 60_000);

test('a table that was away for a moment leaves nothing broken behind', async () => {
  const table = watched.path('tables/instance-types.tsv');
  await watched.answer(() => renameSync(table, `${table}.away`), 'no such file');
  await watched.answer(() => renameSync(`${table}.away`, table), 'no difference');
  await watched.save('clusters/a.yaml', 'max: 9', 'max: 10', 'maxSize: 9 → 10');
  expect(watched.said).not.toContain('Cannot');
}, 60_000);

test('a class list in another folder is seen, and so is what a cluster file is a link to', async () => {
  const principal = (name: string) => `${name},arn:aws:iam::111122223333:user/${name}\n`;
  watched.write('clusters/classes/spring.csv', `name,principal\n${principal('ann')}`);
  await watched.answer(
    () => watched.writeCluster('b', 'learnersFrom: classes/spring.csv'),
    'dist/b  is new',
  );
  await watched.answer(
    () => appendFileSync(watched.path('clusters/classes/spring.csv'), principal('bob')),
    'learners/bob.k8s.yaml',
  );
  const linked = watched.path('elsewhere/c.yaml');
  mkdirSync(watched.path('elsewhere'));
  await watched.answer(() => watched.writeCluster('c', 'nodes: { max: 4 }'), 'dist/c  is new');
  await watched.answer(() => {
    renameSync(watched.path('clusters/c.yaml'), linked);
    symlinkSync(linked, watched.path('clusters/c.yaml'));
  }, '');
  await watched.rest();
  await watched.save('elsewhere/c.yaml', 'max: 4', 'max: 5', 'maxSize: 4 → 5');
  expect(watched.said).toContain('dist/c  before');
}, 60_000);
