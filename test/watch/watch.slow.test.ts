import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ownProject } from '../support/own-project.ts';

const LONGEST_MS = 150;

let project: string;
let child: ChildProcess;
let said = '';
beforeAll(async () => {
  project = ownProject();
  write(
    'clusters/a.yaml',
    'name: a\nowner: dev\naccess: { from: [8.8.8.8/32] }\nnodes: { max: 4 }\n',
  );
  child = spawn(process.execPath, [join(project, 'launch/launch.cjs'), 'scripts/watch.ts'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until('watching;');
}, 60_000);
afterAll(async () => {
  child.kill();
  await once(child, 'close');
});

const path = (name: string) => join(project, name);
const write = (name: string, text: string) => writeFileSync(path(name), text);

async function until(text: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!said.includes(text)) {
    if (Date.now() > end) throw new Error(`${text} was not said, but: ${said}`);
    await setTimeout(2);
  }
}

// Saves one text of a file in place of another, and says how long the answer took.
async function save(name: string, from: string, to: string, answer: string): Promise<number> {
  await setTimeout(100);
  const text = readFileSync(path(name), 'utf8');
  expect(text).toContain(from);
  said = '';
  const start = performance.now();
  write(name, text.replaceAll(from, to));
  await until(answer);
  return performance.now() - start;
}

test('a saved cluster file is answered at once by what it changes', async () => {
  const times = [];
  for (let from = 4; from < 10; from += 1) {
    const to = from + 1;
    const answer = `managedNodeGroups[workers].maxSize: ${from} → ${to}`;
    times.push(await save('clusters/a.yaml', `max: ${from}`, `max: ${to}`, answer));
    expect(said).toContain('eksctl scale nodegroup');
  }
  expect(Math.min(...times)).toBeLessThan(LONGEST_MS);
}, 60_000);

test('so is a saved chart, and a table', async () => {
  const times = [];
  for (let from = 200; from < 206; from += 1) {
    const to = from + 1;
    const answer = `resources.requests.memory: ${from}Mi → ${to}Mi`;
    times.push(
      await save(
        'charts/sock-shop/services.ts',
        `memory: '${from}Mi'`,
        `memory: '${to}Mi'`,
        answer,
      ),
    );
  }
  expect(Math.min(...times)).toBeLessThan(LONGEST_MS);
  await save(
    'tables/images.ts',
    'weaveworksdemos/payment:',
    'weaveworksdemos/payments:',
    '/payments:',
  );
}, 60_000);

test('what is wrong is told, and the next save counts from what was right', async () => {
  await save('clusters/a.yaml', 'max: 10', 'max: 1', 'nodes.max');
  expect(said).toContain('nothing was changed');
  await save('clusters/a.yaml', 'max: 1', 'max: 8', 'maxSize: 10 → 8');
  await setTimeout(100);
  said = '';
  appendFileSync(path('charts/sock-shop/names.ts'), 'const x: = 1;\n');
  await until('charts/sock-shop/names.ts:');
  await save('charts/sock-shop/names.ts', 'const x: = 1;\n', '', 'no difference');
}, 60_000);
