import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ownProject } from '../support/own-project.ts';
import { projectFile } from '../support/processes.ts';
import { type Ended, Person } from './support/practice.ts';

// The real eksctl beside what docs/aws.md shows of it: an interruption, more node groups, people, and its own deletion.

const LONGEST_MS = 10 * 60_000;
const where = '--cluster sock-shop --region us-west-2';

const project = ownProject();
for (const name of ['clusters', 'dist']) {
  cpSync(projectFile(name), join(project, name), { recursive: true });
}
const me = new Person({}, project);
let practice = '';

beforeAll(async () => {
  practice = (await me.call(['--print'])).stdout;
}, 300_000);

afterAll(async () => {
  await me.call(['--stop']);
}, 60_000);

/** Types lines, each of which has to end well. */
async function type(...lines: string[]): Promise<Ended> {
  const ended = await me.shell([practice, 'set -e', ...lines, ''].join('\n')).ended;
  expect({ lines, ...ended, code: ended.code }).toMatchObject({ lines, code: 0 });
  return ended;
}

test(
  'a creation that is killed while the control plane is made is continued by up',
  async () => {
    await type('npm run -s allow-me', 'npm run -s synth');
    const killed = await me.shell(
      `${practice}\ntimeout -s KILL 12 eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml\n`,
    ).ended;
    expect(killed.stdout).toContain('deploying stack "eksctl-sock-shop-cluster"');
    expect(killed.code).not.toBe(0);
    const { stdout } = await type('npm run -s up -- --only cluster --yes');
    expect(stdout).toContain('eksctl create nodegroup -f dist/sock-shop/eksctl/cluster.yaml');
    const { stdout: status } = await type('npm run -s status');
    expect(status).toMatch(/workers +ACTIVE +(\d) of \1 nodes/);
    expect(status).not.toMatch(/lacks|DEGRADED|not there/);
  },
  LONGEST_MS,
);

test(
  'node groups are scaled, added and deleted, and nodes follow',
  async () => {
    await type(`eksctl scale nodegroup ${where} --name workers --nodes 4`);
    await type(
      'kubectl wait --for=create node -l eks.amazonaws.com/nodegroup=workers --timeout=30s',
    );
    await type(
      `eksctl create nodegroup ${where} --name extra --node-type t3.medium --nodes 1 --nodes-min 1 --nodes-max 2`,
      'kubectl wait --for=condition=Ready node -l eks.amazonaws.com/nodegroup=extra --timeout=30s',
    );
    const { stdout } = await type(`eksctl get nodegroup ${where}`);
    expect(stdout).toMatch(/extra\s+ACTIVE[^]*workers\s+ACTIVE/);
    await type(
      `eksctl delete nodegroup ${where} --name extra --disable-eviction --wait`,
      'kubectl wait --for=delete node -l eks.amazonaws.com/nodegroup=extra --timeout=60s',
    );
  },
  LONGEST_MS,
);

test(
  'somebody else gets in by an access entry, and no further than its policy says',
  async () => {
    const learner = 'arn:aws:iam::000000000000:role/learner';
    const trust = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } }],
    });
    await type(
      `aws iam create-role --role-name learner --assume-role-policy-document '${trust}'`,
      `eksctl create accessentry ${where} --principal-arn ${learner}`,
      `aws eks associate-access-policy --cluster-name sock-shop --principal-arn ${learner} --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy --access-scope type=namespace,namespaces=default`,
      `aws eks update-kubeconfig --name sock-shop --role-arn ${learner} --kubeconfig learner.kubeconfig`,
    );
    const as = 'kubectl --kubeconfig learner.kubeconfig';
    const { stdout } = await type(
      `${as} auth whoami`,
      `${as} get pods -n default`,
      `! ${as} get pods -n kube-system`,
      `! ${as} get secrets -n default`,
    );
    expect(stdout).toContain('assumed-role/learner/');
    await type(`eksctl delete accessentry ${where} --principal-arn ${learner}`);
    await type(`! ${as} get pods -n default`);
  },
  LONGEST_MS,
);

test(
  "eksctl's own deletion leaves nothing but the logs",
  async () => {
    await type(
      'eksctl delete cluster -f dist/sock-shop/eksctl/cluster.yaml --disable-nodegroup-eviction --wait',
    );
    const { stdout } = await type(
      "aws cloudformation describe-stacks --query 'Stacks[].StackName' --output text",
      "aws ec2 describe-vpcs --query 'Vpcs[?!IsDefault].VpcId' --output text",
      "aws ec2 describe-volumes --query 'Volumes[].VolumeId' --output text",
      "aws autoscaling describe-auto-scaling-groups --query 'AutoScalingGroups[].AutoScalingGroupName' --output text",
      "aws iam list-open-id-connect-providers --query 'OpenIDConnectProviderList[].Arn' --output text",
      "aws logs describe-log-groups --query 'logGroups[].logGroupName' --output text",
    );
    expect(stdout.trim()).toBe('/aws/eks/sock-shop/cluster');
  },
  LONGEST_MS,
);
