import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readConfigs } from '../../../scripts/plan/config.ts';
import { formats } from '../../../scripts/plan/formats/index.ts';
import { asText } from '../../../scripts/plan/formats/text.ts';
import { normalForm } from '../../../scripts/plan/normal-form.ts';
import { hasWork, planBetween } from '../../../scripts/plan/plan.ts';
import { writeParts } from '../../../scripts/plan/write-parts.ts';
import { plain } from '../../../scripts/diff/paint.ts';
import { ProblemsError } from '../../../terminal/problem.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const HEAD =
  'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: c, region: r}\n';
const folder = temporaryFolder();

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const written = (name: string, more: string) => file(name, `${HEAD}${more}`);

function plan(before: string, after: string, out?: string) {
  const [old, now] = readConfigs([written('old.yaml', before), written('new.yaml', after)]);
  return planBetween(old!, now!, out);
}

function problemsOf(...paths: string[]): string {
  try {
    readConfigs(paths);
  } catch (error) {
    if (error instanceof ProblemsError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  return '';
}

describe('what can be read', () => {
  test('keys that eksctl does not know, of both files at once, each with its place', () => {
    const old = written('old.yaml', 'managedNodeGroup: []\n');
    const now = written('new.yaml', 'addons:\n- nam: x\n');
    expect(problemsOf(old, now)).toContain('old.yaml:4:');
    expect(problemsOf(old, now)).toMatch(/new\.yaml:5:\d+ {2}addons\[0\]\.nam/);
  });

  test.each<[string, string, string]>([
    ['no YAML', 'apiVersion: [', 'is not valid YAML'],
    ['nothing', '', 'holds no ClusterConfig of eksctl'],
    [
      'something else',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n',
      'holds no ClusterConfig',
    ],
  ])('%s', (_, text, says) => {
    expect(problemsOf(file('x.yaml', text), written('y.yaml', ''))).toContain(says);
  });

  test('things that share a name, or have none: no command could be meant for one of them', () => {
    const groups = 'managedNodeGroups: [{name: g}]\nnodeGroups: [{name: g}]\n';
    const pods = 'iam: {podIdentityAssociations: [{serviceAccountName: s}]}\n';
    const said = problemsOf(written('old.yaml', groups), written('new.yaml', pods));
    expect(said).toContain('nodeGroups[0]\n    g is there already, as managedNodeGroups[0]');
    expect(said).toMatch(
      /new\.yaml:4:\d+ {2}iam\.podIdentityAssociations\[0\]\n {4}has no namespace/,
    );
  });

  test('a long file is named while it is read, a short one is not', () => {
    const said: string[] = [];
    const long = written('long.yaml', `# ${'x'.repeat(200_000)}\n`);
    readConfigs([written('old.yaml', ''), long], (what) => said.push(what));
    expect(said).toEqual([`reading ${long} …`]);
  });

  test('a folder', () => {
    expect(problemsOf(folder, written('y.yaml', ''))).toContain('is a folder');
  });

  test('what eksctl would refuse later is counted and told, and no reason to stop', () => {
    const found = plan('', 'managedNodeGroups: [{name: g, minSize: 5, maxSize: 2}]\n');
    expect(found.findings).toBeGreaterThan(0);
    expect(asText(found, plain)).toContain('eksctl may fail: see npm run validate -- ');
  });
});

test('a second cluster in a file is one that eksctl does not read, and the plan says so', () => {
  const found = plan('', `---\n${HEAD.replace('name: c', 'name: d')}`);
  expect(found.steps).toEqual([]);
  expect(asText(found, plain)).toContain(
    `! eksctl reads only the first document of ${join(folder, 'new.yaml')}, and so does this plan`,
  );
  expect(asText(plan('', '---\n'), plain)).not.toContain('first document');
});

test('a command that makes several things names all of them', () => {
  const pods = ['a', 'b'].map((name) => `{namespace: p, serviceAccountName: ${name}, roleARN: r}`);
  const { steps } = plan('', `iam: {podIdentityAssociations: [${pods.join(', ')}]}\n`);
  expect(steps.map(({ why }) => why)).toEqual(['the roles for the pods of p/a, p/b']);
});

test('a word that YAML 1.1 reads otherwise is counted too', () => {
  expect(plan('', 'managedNodeGroups: [{name: g, labels: {on: a}}]\n').findings).toBeGreaterThan(
    plan('', 'managedNodeGroups: [{name: g, labels: {"on": a}}]\n').findings,
  );
});

test('a key without a value is none, but an empty list that says "none" is one', () => {
  expect(
    normalForm({
      addons: [],
      vpc: { nat: null, cidr: '' },
      iam: { withOIDC: null, serviceAccounts: [{ metadata: { name: 's' } }] },
      managedNodeGroups: [{ name: 'g', labels: {}, taints: null }],
      autoModeConfig: { enabled: true, nodePools: [] },
    }),
  ).toEqual({
    iam: { serviceAccounts: [{ metadata: { name: 's', namespace: 'default' } }] },
    managedNodeGroups: [{ name: 'g' }],
    autoModeConfig: { enabled: true, nodePools: [] },
  });
});

test('nothing to do: the same, and what needs no command', () => {
  const same = plan('', 'addons: []\n');
  expect(hasWork(same)).toBe(false);
  expect(asText(same, plain)).toContain('nothing to do');
  const noted = plan('', 'addonsConfig: {disableDefaultAddons: true}\n');
  expect(hasWork(noted)).toBe(false);
  expect(asText(noted, plain)).toContain('it is for what eksctl creates from now on');
});

test.each([
  ['instanceType: m5.large', 'instanceTypes: [m5.large, m5a.large]'],
  ['volumeSize: 80', 'launchTemplate: {id: lt-1}'],
  ['volumeIOPS: 3000', 'volumeType: io1'],
])('%s is not what eksctl takes anyway beside %s', (before, after) => {
  const { changes } = plan(
    `managedNodeGroups: [{name: g, ${before}}]\n`,
    `managedNodeGroups: [{name: g, ${after}}]\n`,
  );
  expect(changes.filter(({ isSame }) => isSame)).toEqual([]);
});

test('a newer version says which nodes it leaves as they are', () => {
  const group = 'managedNodeGroups: [{name: g, ami: ami-1, amiFamily: AmazonLinux2023}]\n';
  const config = (version: string) =>
    file(`${version}.yaml`, `${HEAD.replace('r}', `r, version: "${version}"}`)}${group}`);
  const [old, now] = readConfigs([config('1.35'), config('1.36')]);
  expect(asText(planBetween(old!, now!), plain)).toContain(
    '1.35 → 1.36\n      # the nodes of g keep their version until the file says another ami\n',
  );
});

test('a file of another cluster has none of its commands', () => {
  const [old, now] = readConfigs([
    written('old.yaml', 'managedNodeGroups: [{name: g}]\n'),
    file('new.yaml', `${HEAD.replace('name: c', 'name: d')}addons: [{name: vpc-cni}]\n`),
  ]);
  const { changes, steps } = planBetween(old!, now!);
  expect(changes.map(({ change }) => change.path)).toEqual([['metadata', 'name']]);
  expect(steps.map(({ command }) => command.replace(folder, '.'))).toEqual([
    'eksctl create cluster -f ./new.yaml',
    'eksctl delete cluster --name c --region r --wait',
  ]);
  expect(asText(planBetween(old!, now!), plain)).toMatch(
    /! 1 change needs a new cluster\n[^]*\n\nRun these commands, in this order:/,
  );
});

const REPLACED: [string, string] = [
  'managedNodeGroups: [{name: g}]\n',
  'managedNodeGroups: [{name: g, instanceType: m7i.large}]\nvpc: {cidr: 10.0.0.0/16}\n',
];

test('as text: each change, what only a new cluster has, and the commands with their reasons', () => {
  const text = asText(plan(...REPLACED), plain).replaceAll(`${folder}/`, '');
  expect(text).toContain('c in r  old.yaml → new.yaml');
  expect(text).toContain('    + managedNodeGroups[g].instanceType: m7i.large');
  expect(text).toMatch(/^! {3}\+ vpc\.cidr: 10\.0\.0\.0\/16\n {6}# only a new cluster has this: /m);
  expect(text).toContain(
    '! 1 change needs a new cluster. A new cluster has the whole file from the start: the commands are only for',
  );
  expect(text).toContain('\n\nOnly if you keep the cluster that is there, run these commands');
  expect(text).toMatch(/\n {2}printf %s '.*' \| eksctl create nodegroup -f -\n {4}# /);
  expect(text).toMatch(/\n\nThe exit code is 1, because there is something to do\.$/);
});

test('as JSON', () => {
  expect(JSON.parse(formats.json(plan(...REPLACED)))).toMatchObject({
    cluster: 'c',
    region: 'r',
    changes: [
      { path: 'managedNodeGroups[g].instanceType', after: 'm7i.large', takes: 'commands' },
      { path: 'vpc.cidr', takes: 'new cluster', why: expect.any(String) as unknown },
    ],
    steps: Array.from({ length: 4 }, () => ({
      command: expect.stringContaining('eksctl') as unknown,
      why: expect.any(String) as unknown,
    })),
  });
});

test('as Markdown: no value leaves its cell or the code', () => {
  const label = 'labels: {"a": "x|y`z\\n| c"}';
  const text = formats.markdown(
    plan('managedNodeGroups: [{name: g}]\n', `managedNodeGroups: [{name: g, ${label}}]\n`),
  );
  expect(text).toContain('### Plan for cluster `c` in `r`');
  expect(text).toContain('| `managedNodeGroups[g].labels.a` |  | `` x\\|y`z⏎\\| c `` |  |');
  const [table = ''] = text.split('```sh');
  const rows = table.split('\n').filter((line) => line.startsWith('|'));
  expect(rows).toHaveLength(3);
  expect(text).toMatch(/\n```sh\n# .*\neksctl set labels [^]*\n```$/);
});

test('no reason goes on in a line that a shell would run', () => {
  const label = 'labels: {"a\\nrm -rf x": "y"}';
  const group = 'managedNodeGroups: [{name: g}]\n';
  const found = plan(group, group.replace('g}', `g, ${label}}`));
  for (const text of [formats.markdown(found), asText(found, plain)]) {
    expect(text).toContain('# the node label a\\u000arm -rf x');
    expect(text).toContain("--labels 'a\nrm -rf x=y'");
  }
});

describe('--out', () => {
  test('what a command reads is a file, which stays within one folder', () => {
    const out = join(folder, 'parts');
    // eksctl would read a plain `y` as true.
    const more = REPLACED[1].replace('m7i.large', 'm7i.large, labels: {a: "y"}');
    const found = plan(REPLACED[0], more, out);
    expect(writeParts(found.steps)).toEqual([join(out, 'g-next.yaml')]);
    expect(found.steps[0]?.command).toBe(`eksctl create nodegroup -f ${out}/g-next.yaml`);
    const text = readFileSync(join(out, 'g-next.yaml'), 'utf8');
    expect(parse(text, { version: '1.1' })).toEqual({
      apiVersion: 'eksctl.io/v1alpha5',
      kind: 'ClusterConfig',
      metadata: { name: 'c', region: 'r' },
      managedNodeGroups: [{ name: 'g-next', instanceType: 'm7i.large', labels: { a: 'y' } }],
    });
    // Once more, over its own.
    expect(writeParts(found.steps)).toHaveLength(1);
  });

  const entries = (...principals: string[]) =>
    `accessConfig: {accessEntries: [${principals.map((principal) => `{principalARN: "arn:aws:iam::${principal}"}`).join(', ')}]}\n`;
  const pods = (...names: string[]) =>
    `iam: {podIdentityAssociations: [${names.map((name) => `{namespace: ${name.replace('/', ', serviceAccountName: ')}}`).join(', ')}]}\n`;

  test.each<[string, string, string, string[]]>([
    [
      'access entries with one last name, or one but for the case of its letters',
      entries('1:role/x'),
      entries('1:role/x', '1:role/a', '2:role/a', '2:role/A'),
      ['access-a', 'access-a-2', 'access-A-3'],
    ],
    [
      'pods whose names are one with a dash between them',
      pods('x/x'),
      pods('x/x', 'm-a/b', 'm/a-b'),
      ['pod-identity-m-a-b', 'pod-identity-m-a-b-2'],
    ],
    [
      'an addon that loses both its rights and its settings',
      'addons: [{name: a, configurationValues: "b: c", podIdentityAssociations: [{namespace: m, serviceAccountName: s}]}]\n',
      'addons: [{name: a}]\n',
      ['addon-a-2', 'addon-a'],
    ],
  ])('what differs is in different files: %s', (_, before, after, names) => {
    const files = plan(before, after, 'parts').steps.flatMap(({ file }) => file ?? []);
    expect(files.map(({ path }) => path)).toEqual(names.map((name) => `parts/${name}.yaml`));
    expect(new Set(files.map(({ text }) => text)).size).toBe(names.length);
  });

  test('no file of anybody else is written over', () => {
    const path = file('g-next.yaml', 'mine\n');
    expect(() => writeParts(plan(...REPLACED, folder).steps)).toThrow('is there already');
    expect(readFileSync(path, 'utf8')).toBe('mine\n');
  });

  test('a name that would lead out of the folder does not', () => {
    const out = join(folder, 'inner');
    const found = plan(entries('1:user/a'), entries('1:user/a', '1:user/x/..'), out);
    writeParts(found.steps);
    expect(existsSync(join(folder, 'access-...yaml'))).toBe(false);
    expect(found.steps[0]?.file?.path).toBe(join(out, 'access-...yaml'));
  });
});
