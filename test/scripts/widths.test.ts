import { expect, jest, test } from '@jest/globals';
import { capacityReport } from '../../checks/capacity/report.ts';
import { exposedOf } from '../../checks/exposure/exposed.ts';
import { asText as capacityText } from '../../scripts/capacity/text.ts';
import { asText as exposureText } from '../../scripts/exposure/text.ts';
import { differences } from '../../scripts/fleet/differences.ts';
import { memberOf } from '../../scripts/fleet/member.ts';
import { asText as fleetText } from '../../scripts/fleet/text.ts';
import { failed, type Line, notChecked, passed } from '../../scripts/preflight/line.ts';
import { told } from '../../scripts/preflight/told.ts';
import { reportLines as preflightLines } from '../../scripts/preflight/report.ts';
import { report as rehearsalText } from '../../scripts/rehearse/report.ts';
import { overview } from '../../scripts/start.ts';
import { statusLines } from '../../scripts/status/lines.ts';
import { cohortLines } from '../../scripts/verify/cohort.ts';
import { reportLines as exerciseLines } from '../../scripts/verify/report.ts';
import { done, notYet, wrong } from '../../scripts/verify/exercise.ts';
import { reportLines as whoLines } from '../../scripts/who/report.ts';
import { preflightPrice } from '../../synth/price.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { defaultKubernetes, minorOf } from '../../tables/kubernetes.ts';
import { pricesRead } from '../../tables/prices.ts';
import { carryOut } from '../../terminal/plan.ts';
import { shownWidth } from '../../terminal/width.ts';
import { isWhole } from '../../terminal/wrap.ts';
import { atWidth } from '../support/at-width.ts';
import { configOf } from '../support/configs.ts';
import { rehearsal } from './rehearse/samples.ts';

// What each command prints on terminals of these widths, and in a pipe.
const widths = [60, 80, 120, 'pipe'] as const;

const config = configOf({ access: { from: ['198.51.100.7/32'] }, nodes: { desired: 3, max: 4 } });
const output = synthesize(config, () => []);
const role = 'arn:aws:iam::111122223333:role/eksctl-sock-shop-nodegroup-workers-NodeInstanceRole';

const hub = (what: string) => ({ group: 'images', check: 'image', what }) as const;
const topic = (group: Line['group'], what: string) => ({ group, check: what, what });
const unreached = 'registry-1.docker.io cannot be reached: ENOTFOUND';
const lines: readonly Line[] = [
  passed(topic('this computer', 'eksctl'), 'eksctl 0.231.0'),
  failed(
    topic('this computer', 'kubectl'),
    'kubectl is not installed',
    'install it: brew install kubernetes-cli\nor see https://kubernetes.io/docs/tasks/tools/',
  ),
  failed(
    topic('account', 'your AWS credentials'),
    'no AWS credentials were found',
    'sign in: aws configure, or aws sso login; aws sts get-caller-identity then says as whom',
  ),
  ...[
    'the name',
    'stacks of an earlier try',
    'the Kubernetes version',
    'the image of the nodes',
  ].map((what) => notChecked(topic('cluster', what), 'no credentials that AWS accepts: see above')),
  passed(topic('access', 'your address in access.from'), '198.51.100.7/32 is in access.from'),
  ...[
    'redis:8.2.1-alpine',
    'rabbitmq:4.1.4-management',
    'weaveworksdemos/front-end:0.3.12',
    'mongo:8',
  ].map((image) => notChecked(hub(image), unreached, 'check the network, and look again')),
];

const commands: Readonly<Record<string, () => string | Promise<string>>> = {
  exposure: () => exposureText({ config, exposed: exposedOf(output) }),
  capacity: () => capacityText(capacityReport(output)!, undefined),
  fleet: () => {
    const region = 'eu-central-1';
    const configs = [
      config,
      configOf({ name: 'anna', owner: 'anna', region, nodes: { spot: true } }),
      configOf({ name: 'mueller', owner: 'mueller', sockShop: { enabled: false } }),
    ];
    return fleetText(configs.map(memberOf), differences(configs));
  },
  who: () => whoLines(found).join('\n'),
  status: () => statusLines(running, config).join('\n'),
  preflight: () => {
    const flags = { all: false, images: false, cluster: undefined };
    const command = { name: 'preflight', flags: {} };
    const price = preflightPrice(config);
    return told([{ cluster: 'sock-shop', region: 'us-west-2', lines, price }], {
      command,
      flags,
    }).join('\n');
  },
  up: async () => {
    const open = lines.filter(({ state }) => state !== 'passed');
    const before = preflightLines(open);
    const log = jest.spyOn(console, 'log').mockReturnValue();
    await carryOut(plan, false, 'npm run up -- --yes');
    const after = log.mock.calls.map(String);
    log.mockRestore();
    return [...before, ...after].join('\n');
  },
  verify: () => [...exerciseLines(progress[1]!.exercises), '', ...cohortLines(progress)].join('\n'),
  rehearse: () => rehearsalText(rehearsal()),
  start: () => overview({ lines: ['clusters/sock-shop.yaml: dist/ is fresh'], next: 'npm run up' }),
};

const plan = {
  title: 'Create sock-shop in us-west-2',
  steps: [
    {
      what: 'Create the control plane and the nodes: eksctl makes a VPC, two roles and a node group, which takes some 20 minutes',
      commands: ['eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml'],
      run: async () => undefined,
    },
    { what: 'Say where the shop and Jenkins are reached', run: async () => undefined },
  ],
  notes: ['list prices as read up to some day, without tax and without what is billed by use'],
};

const running = {
  cluster: 'sock-shop',
  region: 'us-west-2',
  controlPlane: {
    name: 'control plane',
    status: 'ACTIVE',
    issues: [],
    kubernetes: config.kubernetes,
    platform: 'eks.9',
    support: 'standard',
    from: ['198.51.100.7/32', '203.0.113.0/24'],
  },
  nodeGroups: [
    {
      name: 'workers',
      status: 'DEGRADED',
      issues: [{ code: 'AsgInstanceLaunchFailures', message: 'no capacity', resources: ['asg-1'] }],
      kubernetes: config.kubernetes,
      release: '1.NN.4-20261101',
      newerRelease: '1.NN.5-20261120',
      instanceTypes: ['t3.large'],
      min: 2,
      desired: 3,
      max: 4,
      running: 2,
    },
  ],
  addons: [{ name: 'vpc-cni', status: 'ACTIVE', issues: [], version: 'v1.21.1-eksbuild.1' }],
  missing: ['addon coredns'],
  unfinished: [],
  unknown: [],
};

const found = {
  cluster: 'sock-shop',
  region: 'us-west-2',
  caller: 'arn:aws:iam::111122223333:user/dev',
  hasFile: true,
  authenticationMode: 'API',
  entries: [
    {
      principal: 'arn:aws:iam::111122223333:user/dev',
      given: 'cluster-admin',
      verdict: 'made the cluster',
      isRight: true,
    },
    {
      principal:
        'arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin',
      given: 'cluster-admin',
      verdict: 'is not in the cluster file',
      isRight: false,
      fix: 'take it out: aws eks delete-access-entry --cluster-name sock-shop --principal-arn arn:aws:iam::444455556666:role/x',
    },
  ],
  roles: [
    {
      of: 'nodes of workers',
      role,
      policies: ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy'],
      problems: [
        'it holds AmazonEKS_CNI_Policy, which the network plugin has by a role that belongs to it alone',
      ],
    },
  ],
  accounts: [
    {
      account: 'kube-system/cluster-autoscaler',
      role,
      policies: ['autoscaler'],
      kubernetes: ['cluster-autoscaler'],
      problems: [],
    },
  ],
  bindings: [{ subject: 'Group learners', role: 'view', namespace: 'ada-bc-svc', members: [] }],
};

const exercise = (number: number, item: ReturnType<typeof done>) => ({
  number,
  title: `Exercise ${number}`,
  items: [item],
});
const progress = [
  {
    learner: 'ada',
    exercises: [3, 4, 5].map((number) => exercise(number, done('the Service', 'is there'))),
  },
  {
    learner: 'grace',
    exercises: [
      exercise(3, done('the Service', 'is there')),
      exercise(
        4,
        wrong('the node port', 'Service ada-bc-svc/jenkins has 32001, and 32000 was asked for'),
      ),
      exercise(
        5,
        notYet(
          'the load balancer',
          'there is none',
          'kubectl apply -f dist/sock-shop/exercises/5-service-loadbalancer.k8s.yaml',
        ),
      ),
    ],
  },
];

// What a new release, a new price or a new day would change, in as many columns.
const withoutToday = (text: string) =>
  text
    .replaceAll(pricesRead, 'YYYY-MM-DD')
    .replaceAll(minorOf(defaultKubernetes).autoscaler, (version) => version.replace(/\d/g, 'N'))
    .replaceAll(defaultKubernetes, '1.NN');

test.each(Object.entries(commands))('%s at each width', async (_, print) => {
  const texts: string[] = [];
  for (const width of widths) {
    const text = await atWidth(width, print);
    texts.push(
      `── ${width === 'pipe' ? 'in a pipe' : `${width} columns`} ──\n${withoutToday(text)}\n`,
    );
    // Only what is copied as a whole is left to the terminal.
    const long = text
      .split('\n')
      .filter((line) => shownWidth(line) > Number(width) && !isWhole(line));
    expect(long).toEqual([]);
  }
  expect(texts.join('\n')).toMatchSnapshot();
});
