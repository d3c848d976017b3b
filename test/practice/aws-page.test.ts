import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { evaluate } from '../../eksctl/iam/evaluate.ts';
import { type Policy, readPolicy } from '../../eksctl/iam/policy.ts';
import { defaultKubernetes, minorOf } from '../../tables/kubernetes.ts';
import { minorAfter } from '../support/kubernetes.ts';
import { ownProject } from '../support/own-project.ts';
import { projectFile } from '../support/processes.ts';
import { askedBy, requestOf } from './aws/asked.ts';
import { linesOf } from './support/page.ts';
import { Person } from './support/practice.ts';

// docs/aws.md in practice, line by line, with the real eksctl; and whether the operator's policies allow what it asks.

const LONGEST_MS = 15 * 60_000;
const next = minorAfter(defaultKubernetes, 1);
const cluster = 'sock-shop';

const project = ownProject();
for (const name of ['clusters', 'dist']) {
  cpSync(projectFile(name), join(project, name), { recursive: true });
}
const me = new Person({}, project);
const asked = join(project, 'asked.jsonl');
let practice = '';

beforeAll(async () => {
  practice = (await me.call(['--print'])).stdout;
}, 300_000);

afterAll(async () => {
  await me.call(['--stop']);
}, 60_000);

// What a line is to say; one that is not here only has to end well.
const says: Readonly<Record<string, RegExp>> = {
  'npm run preflight': /^\d+ passed, 0 failed, /m,
  'npm run up': /Nothing was done\. To do it: npm run up -- --yes/,
  'npm run up -- --yes': /Sock Shop: http:\/\/\S+\.elb\.us-west-2\.localhost/,
  'npm run status': /control plane +ACTIVE[^]*workers +ACTIVE/,
  'kubectl get nodes': new RegExp(`Ready +<none> +\\S+ +v${minorOf(defaultKubernetes).release}`),
  'npm run nodeport -- open': /http:\/\/127\.100\.0\.\d+:32000/,
  'npm run pause -- --yes': /0 of 0 nodes in service/,
  'npm run resume -- --yes': /nodes: \d of 3 ready/,
  [`npm run upgrade -- --to ${next} --yes`]: /control plane: ACTIVE/,
  [`npm run upgrade -- --to ${defaultKubernetes} --yes`]: /control plane: ACTIVE/,
  'npm run down': /EKS cluster sock-shop \(ACTIVE\), billed/,
  'npm run down -- --yes': /Nothing of sock-shop is left in us-west-2/,
  [`npm run down -- --cluster ${cluster} --region us-west-2 --yes`]:
    /Nothing of sock-shop is left in us-west-2/,
};

test(
  'every line of docs/aws.md works, from nothing to nothing',
  async () => {
    const lines = linesOf('docs/aws.md').map(({ command }) => command);
    expect(Object.keys(says).filter((command) => !lines.includes(command))).toEqual([]);
    const failures: string[] = [];
    for (const command of lines) {
      const { code, stdout, stderr } = await me.shell(`${practice}\n${command}\n`).ended;
      if (code === 0 && (says[command]?.test(stdout) ?? true)) continue;
      failures.push(`${command}: exit code ${code}\n${stdout.slice(-2000)}${stderr.slice(-800)}`);
    }
    await me.shell(`${practice}\ncp "$EKS_PRACTICE/asked.jsonl" ${asked}\n`).ended;
    expect(failures).toEqual([]);
  },
  LONGEST_MS,
);

test('the operator may do all that eksctl and its stacks asked for', () => {
  const policies: Policy[] = ['operator', 'operator-network', 'operator-roles'].map((name) =>
    readPolicy(JSON.parse(readFileSync(projectFile(`dist/${cluster}/iam/${name}.json`), 'utf8'))),
  );
  const calls = askedBy(asked, 'eksctl').filter(({ action }) => action !== WHO_AM_I);
  const denied = calls
    .map((call) => requestOf(call, cluster))
    .filter((request) => evaluate(policies, request).decision !== 'allowed')
    .map(({ action, resource }) => `${action} ${resource}`);
  expect([...new Set(denied)]).toEqual([]);
  const actions = [...new Set(calls.map(({ action }) => action))];
  // What makes and deletes a cluster was seen at all, asked by eksctl itself and by its stacks.
  expect(actions).toEqual(
    expect.arrayContaining([
      'cloudformation:CreateStack',
      'cloudformation:DeleteStack',
      'ec2:CreateVpc',
      'ec2:DeleteVpc',
      'eks:CreateCluster',
      'eks:CreateNodegroup',
      'eks:UpdateClusterVersion',
      'iam:CreateRole',
      'iam:CreateOpenIDConnectProvider',
    ]),
  );
});

test('nobody is refused a call that AWS knows', () => {
  const unknown = askedBy(asked, 'eksctl').filter(({ status }) => status >= 500);
  expect(unknown.map(({ action, status }) => `${action} ${status}`)).toEqual([]);
});

// Everybody may ask it, whatever their policies say.
const WHO_AM_I = 'sts:GetCallerIdentity';
