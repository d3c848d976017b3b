import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accountFaults } from '../../scripts/practice/faults/account-faults.ts';
import { faults } from '../../scripts/practice/faults/faults.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { projectFile } from '../support/processes.ts';
import { copyShippedCluster } from '../support/shipped-cluster.ts';
import { Person } from './support/practice.ts';

const me = new Person();
const folder = join(me.home, 'work');

beforeAll(async () => {
  mkdirSync(join(folder, 'clusters'), { recursive: true });
  copyShippedCluster(folder);
  // As npm run would call it in a checkout.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: scripts() }));
  await typed('npm run allow-me', 'npm run synth', 'npm run up -- --only cluster --yes');
  await typed(
    'kubectl apply -f dist/sock-shop/apps/1-sock-shop.k8s.yaml',
    'kubectl apply -f dist/sock-shop/platform/cluster-autoscaler.k8s.yaml',
    'kubectl apply -f dist/sock-shop/jenkins/1-jenkins.k8s.yaml',
    'kubectl apply -f dist/sock-shop/exercises/4-service-nodeport.k8s.yaml',
    'npm run nodeport -- open',
  );
}, 500_000);

afterAll(() => me.call(['--stop']));

describe.each(accountFaults)('$title', (fault) => {
  const number = faults.indexOf(fault) + 1;
  const wanted = fault.exercises.map((one) => `--exercise ${one}`).join(' ');
  const said = async () => {
    const { stdout, stderr } = await typed(`npm run -s verify -- ${wanted}`);
    return `${stdout}${stderr}`;
  };

  test('planted, verify names it', async () => {
    expect(
      await eventually(async () => (fault.named.test(await said()) ? ['it'] : []), 60),
    ).toEqual([]);
    const { stdout } = await typed(`npm run -s practice -- --break ${number}`);
    expect(stdout).toContain(`Fault ${number} is planted. What one notices: ${fault.symptom}`);
    const problems = await eventually(async () => {
      const now = await said();
      return fault.named.test(now) ? [] : [now];
    }, 90);
    expect(problems).toEqual([]);
  }, 240_000);

  test('three hints come one after the other, and then the answer', async () => {
    const asked = 'npm run -s practice -- --hint';
    const { stdout } = await typed(asked, asked, asked);
    expect(stdout.match(/^Hint (\d) of 3: /gm)).toEqual([
      'Hint 1 of 3: ',
      'Hint 2 of 3: ',
      'Hint 3 of 3: ',
    ]);
    expect(stdout).not.toContain(fault.title);
  });

  test('mended by its answer, verify is content again', async () => {
    const { stdout } = await typed('npm run -s practice -- --answer');
    const [title, ...commands] = stdout.trim().split('\n');
    expect(title).toBe(fault.title);
    await typed(...commands.map((line) => line.trim()));
    const problems = await eventually(async () => {
      const now = await said();
      return fault.named.test(now) ? [now] : [];
    }, 90);
    expect(problems).toEqual([]);
    const { stdout: page } = await typed('npm run -s practice -- --receipt');
    expect(page).toContain(`| ${number} | ${fault.title} | after`);
  }, 240_000);
});

async function typed(...lines: readonly string[]) {
  return me.call(['--keep'], `cd ${folder}\n${lines.join('\n')}\n`);
}

function scripts(): Record<string, string> {
  const names = ['allow-me', 'synth', 'up', 'nodeport', 'verify', 'practice'];
  return Object.fromEntries(
    names.map((name) => [name, `node ${projectFile('program.cjs')} ${name}`]),
  );
}
