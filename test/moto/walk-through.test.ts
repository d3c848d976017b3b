import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { neededActions } from '../../eksctl/iam/needed-actions.ts';
import { imagesOf } from '../../scripts/preflight/images/images-of.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { LoopbackRegistry } from '../scripts/preflight/support/loopback-registry.ts';
import { configOf } from '../support/configs.ts';
import { type Finished, runProgram } from '../support/processes.ts';
import { projectFile, useAccount } from './support/account.ts';
import { eksState } from './support/eks-state.ts';
import { playEksctl } from './support/eksctl.ts';
import { playKubectl } from './support/kubectl.ts';
import { addClassicLoadBalancer } from './support/leftovers.ts';
import { answerPlan, readyAccount } from './support/ready-account.ts';
import { motoOf } from './support/straight.ts';
import { defaultKubernetes, minorOf } from '../../tables/kubernetes.ts';
import { minorAfter } from '../support/kubernetes.ts';

// The one that the page goes to.
const next = minorAfter(defaultKubernetes, 1);

// docs/aws.md, command by command, from an empty account to an empty account.
const account = useAccount();
const page = readFileSync(projectFile('docs/aws.md'), 'utf8');
const commands = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
  block.split('\n').filter((line) => line !== ''),
);
const clusterFile = () => join(account.folder, 'clusters', 'sock-shop.yaml');
let mirror: LoopbackRegistry;

// What each command is to say; one that is not here only has to end well.
const says: Readonly<Record<string, string | RegExp>> = {
  'npm run init -- --name sock-shop --owner dev --expires 2030-12-31 --force':
    'clusters/sock-shop.yaml',
  'npm run synth': 'dist/sock-shop  ',
  'npm run preflight': /^\d+ passed, 0 failed, 0 not checked$/m,
  'npm run up': 'Nothing was done. To do it: npm run up -- --yes',
  'npm run up -- --yes': 'Sock Shop: http://',
  'npm run status': 'ACTIVE',
  'npm run kubeconfig': 'sock-shop.us-west-2',
  'npm run nodeport -- open': 'TCP 32000 from 52.95.110.1/32',
  'npm run nodeport -- close': 'TCP 32000 from 52.95.110.1/32',
  'npm run pause': 'Nothing was done. To do it: npm run pause -- --yes',
  'npm run pause -- --yes': 'workers: ACTIVE, 0 of 0 nodes in service',
  'npm run resume -- --yes': '3 of 3 nodes in service',
  [`npm run upgrade -- --to ${next}`]: `Bring sock-shop in us-west-2 to Kubernetes ${next}`,
  [`npm run upgrade -- --to ${next} --yes`]: 'control plane: ACTIVE',
  [`npm run upgrade -- --to ${defaultKubernetes} --yes`]: `Take sock-shop in us-west-2 back to Kubernetes ${defaultKubernetes}`,
  'npm run down': 'EKS cluster sock-shop (ACTIVE), billed',
  'npm run down -- --yes': 'Nothing of sock-shop is left in us-west-2',
  'npm run down -- --cluster sock-shop --region us-west-2 --yes':
    'Nothing of sock-shop is left in us-west-2.',
};

beforeAll(async () => {
  mirror = await LoopbackRegistry.start();
  const images = { registry: mirror.host };
  for (const kubernetes of [defaultKubernetes, next]) {
    for (const { image } of imagesOf(synthesize(configOf({ images, kubernetes })))) {
      mirror.putList(image.slice(mirror.host.length + 1), ['linux/amd64', 'linux/arm64'], 30e6);
    }
  }
  readyAccount(account);
});

afterAll(() => mirror.stop());

test('the page and this suite name the same commands', () => {
  expect(Object.keys(says).filter((command) => !commands.includes(command))).toEqual([]);
  expect(commands.length).toBeGreaterThan(20);
});

// One test: each command stands on what those before it have done.
test('every command of the page, from nothing to nothing', async () => {
  answerPlan(account, 'PAID');
  playEksctl(account);
  playCluster();
  for (const command of commands) {
    account.front.calls.length = 0;
    const { code, stdout, stderr } = await run(command);
    expect({ command, denied: denied(command) }).toEqual({ command, denied: [] });
    expect({ command, code, stderr, ...(code !== 0 && { stdout }) }).toEqual({
      command,
      code: 0,
      stderr: '',
    });
    const expected = says[command];
    if (expected !== undefined) expect(`${command}\n${stdout}`).toMatch(expected);
    // The suite pulls from nowhere: the images come from its own registry.
    if (command.startsWith('npm run init')) {
      appendFileSync(clusterFile(), `images: { registry: "${mirror.host}" }\n`);
    }
  }
  expect(eksState(account).size).toBe(0);
  expect(readFileSync(account.kubeconfig, 'utf8')).not.toContain('sock-shop');
  expect(readFileSync(clusterFile(), 'utf8')).toMatch(/kubernetes: ["']?1\.36/);
  expect(existsSync(join(account.folder, 'dist', 'sock-shop'))).toBe(true);
}, 600_000);

// What a command has asked of AWS and the policies of dist/<name>/iam would not let it.
function denied(command: string): string[] {
  const [, name = ''] = /^npm run ([\w-]+)/.exec(command) ?? [];
  const needs: Readonly<Record<string, object>> = neededActions;
  const allowed = [...Object.values(needs[name] ?? {}).flat(), 'sts:GetCallerIdentity'];
  const asked = account.front.actions().map((action) => action.replace(/^tagging:/, 'tag:'));
  return [...new Set(asked)].filter((action) => !allowed.includes(action)).sort();
}

function run(command: string): Promise<Finished> {
  const env = { NODE_OPTIONS: `--import ${projectFile('test/moto/support/checkip.mjs')}` };
  const script = /^npm run ([\w-]+)(?: -- (.+))?$/.exec(command);
  if (script) return account.run(script[1] ?? '', script[2]?.split(' ') ?? [], env);
  const [program = '', ...args] = command.split(' ');
  return runProgram(join(account.programs.folder, program), args, {
    cwd: account.folder,
    env: { KUBECONFIG: account.kubeconfig },
  });
}

// Kubernetes' own part: a load balancer that comes with the platform and goes with its Service.
function playCluster(): void {
  const state = playKubectl(account, {
    autoscaler: 1,
    autoscalerImage: `registry.k8s.io/autoscaling/cluster-autoscaler:v${minorOf(defaultKubernetes).autoscaler}`,
    before: async (line) => {
      if (line.startsWith('apply -f dist/sock-shop/platform') && state.services.length === 0) {
        const { host } = await addClassicLoadBalancer(account, place());
        state.services = [
          { namespace: 'nginx-ingress', name: 'nginx-ingress', type: 'LoadBalancer' },
        ];
        state.ingresses = [{ namespace: 'sock-shop', name: 'sock-shop', host }];
      }
      if (line.includes('delete service nginx-ingress')) {
        const elb = await motoOf(account).elb();
        const { LoadBalancerDescriptions = [] } = await elb.describeLoadBalancers({});
        for (const { LoadBalancerName } of LoadBalancerDescriptions) {
          await elb.deleteLoadBalancer({ LoadBalancerName });
        }
      }
      return undefined;
    },
  });
}

function place() {
  const { vpc = {} } = eksState(account).get('sock-shop') ?? {};
  return {
    name: 'sock-shop',
    vpc: String(vpc.vpcId),
    publicSubnets: (vpc.subnetIds as string[]).slice(0, 3),
    securityGroup: String(vpc.clusterSecurityGroupId),
  };
}
