import { describe, expect, test } from '@jest/globals';
import type { Finding, Subject } from '../../checks/check.ts';
import { report, reportJson } from '../../validate/report.ts';
import { parseText } from '../../validate/parse.ts';
import { type Checker, validate } from '../../validate/validate.ts';

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;
const cluster = (name: string, version = '"1.33"') =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: ${name}\n  version: ${version}\n`;

// Remembers what it was shown, and finds what it is told to.
function checkerFinding(...found: Finding[]): Checker & { subjects: Subject[] } {
  const subjects: Subject[] = [];
  return {
    subjects,
    findings: (subject) => {
      subjects.push(subject);
      return found;
    },
    traps: () => [],
    readClusterConfig: (text) => parseText('', text).objects[0]?.value,
  };
}

function run(files: Record<string, string>, checker: Checker, minor?: '1.30') {
  const inputs = Object.entries(files).map(([file, text]) => ({ file, text, named: false }));
  return validate(inputs, checker, minor);
}

describe('validate', () => {
  test('shows checks each folder of synth as one cluster, its exercises as alternatives', () => {
    const checker = checkerFinding();
    run(
      {
        'dist/a/eksctl/cluster.yaml': cluster('a'),
        'dist/a/jenkins/1.yaml': pod('x'),
        'dist/a/exercises/2.yaml': pod('x'),
        'dist/b/apps/1.yaml': pod('y'),
        'dist/b/platform/1.yaml': pod('z'),
      },
      checker,
    );
    expect(checker.subjects).toMatchObject([
      {
        files: [
          { path: 'jenkins/1.yaml', alternative: false },
          { path: 'exercises/2.yaml', alternative: true },
        ],
        clusterConfig: { path: 'eksctl/cluster.yaml', object: { metadata: { name: 'a' } } },
        minor: '1.33',
      },
      { files: [{ path: 'apps/1.yaml' }, { path: 'platform/1.yaml' }], minor: '1.36' },
    ]);
    expect(checker.subjects[1]?.clusterConfig).toBeUndefined();
  });

  test('shows checks all other files together', () => {
    const checker = checkerFinding();
    run({ 'x/a.yaml': pod('a'), 'y/jenkins/b.yaml': pod('b') }, checker);
    expect(checker.subjects.map(({ files }) => files.map(({ path }) => path))).toEqual([
      ['x/a.yaml', 'y/jenkins/b.yaml'],
    ]);
  });

  test('checks several ClusterConfigs each for itself', () => {
    const checker = checkerFinding();
    const { minors } = run({ 'a.yaml': cluster('a'), 'b.yaml': cluster('b', '"1.31"') }, checker);
    expect(checker.subjects.map(({ clusterConfig }) => clusterConfig?.path)).toEqual([
      'a.yaml',
      'b.yaml',
    ]);
    expect(minors).toEqual(['1.31', '1.33']);
  });

  test('takes the minor that it is told', () => {
    const checker = checkerFinding();
    run({ 'a.yaml': cluster('a'), 'b.yaml': pod('b') }, checker, '1.30');
    expect(checker.subjects.map(({ minor }) => minor)).toEqual(['1.30']);
  });

  test('leaves kustomizations and Flux objects alone', () => {
    const checker = checkerFinding();
    const { leftAlone, objects } = run(
      {
        'kustomization.yaml': 'resources: [a.yaml]\n',
        'flux.yaml': 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\n',
        'tsconfig.json': '{"compilerOptions": {}}',
        'a.yaml': pod('a'),
      },
      checker,
    );
    expect(objects).toBe(1);
    expect(leftAlone).toEqual([
      'kustomization.yaml (kustomize)',
      'flux.yaml (Flux)',
      'tsconfig.json (no manifest)',
    ]);
    expect(checker.subjects[0]?.files).toHaveLength(1);
  });

  test('reports what is no object, and checks nothing then', () => {
    const checker = checkerFinding();
    const { problems } = run({ 'a.yaml': `${pod('a')}---\nkind: Pod\n`, 'b.yaml': '[' }, checker);
    expect(problems).toMatchObject([
      { place: { file: 'a.yaml', line: 6 }, message: expect.stringContaining('no apiVersion') },
      { place: { file: 'b.yaml' }, message: expect.stringContaining('not valid YAML') },
    ]);
    expect(checker.subjects).toEqual([]);
  });

  test('calls a cluster file a cluster file', () => {
    const { problems } = run({ 'a.yaml': 'name: a\nowner: b\naccess: {}\n' }, checkerFinding());
    expect(problems).toMatchObject([{ message: expect.stringContaining('is a cluster file') }]);
  });

  test('puts a finding at the place of its field', () => {
    const finding: Finding = {
      check: 'c',
      file: 'apps/1.yaml',
      object: 'Pod b',
      path: 'metadata.name',
      message: 'is wrong',
    };
    const validation = run(
      { 'dist/a/apps/1.yaml': `${pod('a')}---\n${pod('b')}`, 'dist/a/platform/1.yaml': pod('p') },
      checkerFinding(finding),
    );
    expect(validation.findings[0]?.place).toMatchObject({
      file: 'dist/a/apps/1.yaml',
      line: 9,
      column: 9,
    });
    expect(report(validation)).toBe(
      'dist/a/apps/1.yaml:9:9  Pod b metadata.name\n    is wrong\n\n3 objects in 2 files for Kubernetes 1.36: 1 finding',
    );
    expect(JSON.parse(reportJson(validation))).toMatchObject({
      kubernetes: ['1.36'],
      objects: 3,
      unreadable: [],
      findings: [{ check: 'c', file: 'dist/a/apps/1.yaml', line: 9, message: 'is wrong' }],
    });
  });

  test('places a finding about a ClusterConfig in it, named or not', () => {
    const finding: Finding = {
      check: 'c',
      file: 'b.yaml',
      path: 'metadata.version',
      message: 'no',
    };
    const alone = run({ 'b.yaml': cluster('b') }, checkerFinding(finding));
    const beside = run({ 'b.yaml': cluster('b'), 'p.yaml': pod('p') }, checkerFinding(finding));
    for (const { findings } of [alone, beside]) {
      expect(findings[0]?.place).toMatchObject({ file: 'b.yaml', line: 5, column: 12 });
    }
  });

  test('survives objects of any shape', () => {
    const odd = ['metadata: x', 'metadata: []', 'metadata: {name: 7}', 'spec: [1]'];
    const text = odd.map((rest) => `apiVersion: v1\nkind: Pod\n${rest}\n`).join('---\n');
    const finding: Finding = { check: 'c', file: 'a.yaml', object: 'Pod 7', message: 'm' };
    expect(run({ 'a.yaml': text }, checkerFinding(finding)).findings[0]?.place.line).toBe(9);
  });
});
