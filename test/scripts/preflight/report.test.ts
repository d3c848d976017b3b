import { expect, test } from '@jest/globals';
import { isSamePrincipal, principalOf } from '../../../aws/caller.ts';
import {
  failed,
  type Line,
  notChecked,
  passed,
  type Topic,
} from '../../../scripts/preflight/line.ts';
import { preflightPrice, priceLines } from '../../../synth/price.ts';
import { preflight } from '../../../scripts/preflight/preflight.ts';
import { reportLines, summaryLine } from '../../../scripts/preflight/report.ts';
import { installLine } from '../../../aws/programs/install-line.ts';
import { configOf } from '../../support/configs.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';

const topic = (what: string, group: Topic['group'] = 'cluster'): Topic => ({
  group,
  check: what,
  what,
});

test('the report: by group, what to do below each line, the same advice once', () => {
  const lines: Line[] = [
    passed(topic('later', 'images'), 'fine'),
    failed(topic('a'), 'wrong', 'do this\nor that'),
    passed(topic('long name'), 'fine', 'costs more'),
    notChecked(topic('b'), 'unknown', 'look again'),
    notChecked(topic('c'), 'unknown too', 'look again'),
  ];
  expect(reportLines(lines)).toEqual([
    'cluster',
    '  FAILED       a          wrong',
    '      → do this',
    '      → or that',
    '  passed       long name  fine',
    '      note: costs more',
    '  not checked  b          unknown',
    '  not checked  c          unknown too',
    '      → look again',
    '',
    'images',
    '  passed  later  fine',
    '',
  ]);
  expect(summaryLine(lines)).toBe('2 passed, 1 failed, 2 not checked');
});

test.each([
  ['arn:aws:iam::111122223333:user/team/dev', 'user', 'dev'],
  [
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x',
    'role',
    'AWSReservedSSO_x',
  ],
  [
    'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_x/dev@example.com',
    'role',
    'AWSReservedSSO_x',
  ],
  ['arn:aws-us-gov:sts::111122223333:assumed-role/ops/i-0123', 'role', 'ops'],
  ['arn:aws:sts::111122223333:federated-user/dev', 'federated user', 'dev'],
  ['arn:aws:iam::111122223333:root', 'root', 'root'],
])('whom %s means', (arn, kind, name) => {
  expect(principalOf(arn)).toEqual({ account: '111122223333', kind, name });
});

test('a session is its role, of the same account alone', () => {
  const role = principalOf('arn:aws:iam::111122223333:role/a/ops');
  expect(isSamePrincipal(role, principalOf('arn:aws:sts::111122223333:assumed-role/ops/x'))).toBe(
    true,
  );
  expect(isSamePrincipal(role, principalOf('arn:aws:sts::444455556666:assumed-role/ops/x'))).toBe(
    false,
  );
  expect(isSamePrincipal(role, principalOf('arn:aws:iam::111122223333:user/ops'))).toBe(false);
});

test.each([
  ['eksctl', 'darwin', 'arm64', 'brew install eksctl'],
  ['kubectl', 'win32', 'x64', 'winget install -e --id Kubernetes.kubectl'],
  ['eksctl', 'linux', 'arm64', 'eksctl_Linux_arm64.tar.gz'],
  ['kubectl', 'linux', 'x64', `stable-${defaultKubernetes}.txt)/bin/linux/amd64/kubectl`],
  ['aws', 'linux', 'x64', 'awscli-exe-linux-x86_64.zip'],
] as const)('the install line of %s on %s %s', (program, platform, arch, line) => {
  expect(installLine(program, defaultKubernetes, { platform, arch })).toContain(line);
});

test('the price, and what is unknown', () => {
  const known = preflightPrice(configOf({ nodes: { desired: 3, max: 4 } }));
  expect(known.at.map(({ nodes, called }) => [nodes, called])).toEqual([
    [3, ['to begin with']],
    [4, ['at most']],
  ]);
  const [first] = known.at;
  expect(first?.day).toBeCloseTo((first?.hour ?? 0) * 24);
  expect(priceLines(known)[0]).toMatch(
    /^price with 3 nodes \(to begin with\): 0\.\d{4} USD an hour, \d+\.\d\d a day$/,
  );
  expect(priceLines(known).at(-2)).toContain('list prices as read up to 20');
  const spot = preflightPrice(configOf({ nodes: { desired: 3, max: 3, spot: true } }));
  expect(priceLines(spot)[0]).toMatch(/^price with 3 nodes \(to begin with, at most\): at least /);
  expect(priceLines(spot)[1]).toContain('unknown, and not included: t3.large, spot');
  const china = preflightPrice(configOf({ region: 'cn-north-1', nodes: { desired: 3, max: 3 } }));
  expect(priceLines(china)[0]).toBe('price with 3 nodes (to begin with, at most): unknown');
});

test('without a cluster file, or for manifests alone, there is nothing to look at', async () => {
  const target = { name: 'sock-shop', region: 'us-west-2' };
  await expect(preflight(target)).rejects.toThrow('sock-shop has no cluster file');
  const config = configOf({ manifestsOnly: true });
  await expect(preflight({ ...target, config })).rejects.toThrow('manifestsOnly: true');
});
