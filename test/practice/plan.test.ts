import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { projectFile } from '../support/processes.ts';
import { defaultKubernetes } from '../../tables/kubernetes.ts';
import { Person } from './support/practice.ts';

const me = new Person();

afterEach(() => me.call(['--stop']));

const head = (team: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-west-2, version: "${defaultKubernetes}", tags: {team: ${team}}}
vpc: {nat: {gateway: Disable}}
iam: {withOIDC: true}
`;

const before = `${head('one')}
accessConfig:
  authenticationMode: API
  accessEntries: [{principalARN: "arn:aws:iam::000000000000:user/ada", kubernetesGroups: [readers]}]
addons: [{name: vpc-cni}, {name: coredns}, {name: kube-proxy}]
cloudWatch: {clusterLogging: {enableTypes: [audit]}}
managedNodeGroups:
  - {name: workers, instanceType: t3.large, minSize: 1, desiredCapacity: 1, maxSize: 2}
  - {name: old, instanceType: t3.large, desiredCapacity: 1}
`;

const viewer = `{policyARN: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", accessScope: {type: cluster}}`;
const after = `${head('two')}
accessConfig:
  authenticationMode: API
  accessEntries: [{principalARN: "arn:aws:iam::000000000000:user/bob", accessPolicies: [${viewer}]}]
addons: [{name: vpc-cni}, {name: coredns}, {name: kube-proxy}, {name: metrics-server}]
cloudWatch: {clusterLogging: {enableTypes: [audit, api]}}
managedNodeGroups:
  - {name: workers, instanceType: m5.large, minSize: 1, desiredCapacity: 1, maxSize: 3, labels: {team: a}}
  - {name: fresh, instanceType: t3.large, desiredCapacity: 1}
`;

// eksctl itself waits for two and a half minutes until it believes in a cluster.
test('eksctl makes of a cluster what a plan says, command by command, and nothing is left to do', async () => {
  const [old, now] = [me.write('old.yaml', before), me.write('new.yaml', after)];
  const plan = `node ${projectFile('program.cjs')} plan`;
  const print = `for (const { command } of require(process.argv[1]).steps) console.log(command)`;
  const found = join(me.home, 'plan.json');
  const lines = [
    'aws iam create-user --user-name ada; aws iam create-user --user-name bob',
    `eksctl create cluster -f ${old} || exit 90`,
    `echo "drift before: $(${plan} ${old} --live 2>&1 | grep -c 'nothing to do')"`,
    `${plan} ${old} ${now} --format json >${found}`,
    `node -e '${print}' ${found} >${me.home}/steps.sh`,
    `while IFS= read -r line; do sh -c "$line" </dev/null || echo "failed: $line"; done <${me.home}/steps.sh`,
    `echo "steps: $(wc -l <${me.home}/steps.sh)"`,
    `${plan} ${now} --live; echo "drift after: $?"`,
  ];
  const { code, stdout, stderr } = await me.call([], `${lines.join('\n')}\n`);
  expect({ code, failed: stdout.match(/^(?:failed|Error): .*$/gm), stderr }).toMatchObject({
    code: 0,
    failed: null,
  });
  expect(stdout).toContain('drift before: 1');
  expect(Number(/^steps: +(\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(9);
  expect(stdout).toContain('There is no difference between what runs and ');
  expect(stdout).toContain('drift after: 0');
}, 900_000);
