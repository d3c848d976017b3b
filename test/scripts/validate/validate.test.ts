import { describe, expect, test } from '@jest/globals';
import type { Finding, Subject } from '../../../checks/check.ts';
import { report, reportJson } from '../../../scripts/validate/report.ts';
import { parseText } from '../../../scripts/validate/parse.ts';
import { nothingToCheck } from '../../../scripts/validate/nothing-to-check.ts';
import { type Checker, validate } from '../../../scripts/validate/validate.ts';
import type { Whole } from '../../../scripts/validate/whole.ts';
import {
  defaultKubernetes,
  type KubernetesVersion,
  newestKubernetes,
  oldestKubernetes,
} from '../../../tables/kubernetes.ts';

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;
const cluster = (name: string, version: string = oldestKubernetes) =>
  `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: ${name}\n  version: "${version}"\n`;

// Remembers what it was shown, and finds what it is told to.
function checkerFinding(...found: Finding[]): Checker & { subjects: Subject[] } {
  const subjects: Subject[] = [];
  return {
    checks: [{ id: 'c', severity: 'broken', why: 'w', remedy: 'r' }],
    subjects,
    findings: (subject) => {
      subjects.push(subject);
      return found;
    },
    traps: () => [],
    readClusterConfig: (text) => parseText('', text).objects[0]?.value,
  };
}

function run(
  files: Record<string, string>,
  checker: Checker,
  minor?: KubernetesVersion,
  wholeOf: (file: string) => Whole | undefined = () => undefined,
) {
  const inputs = Object.entries(files).map(([file, text]) => ({
    file,
    text,
    whole: wholeOf(file),
  }));
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
        minor: oldestKubernetes,
      },
      { files: [{ path: 'apps/1.yaml' }, { path: 'platform/1.yaml' }], minor: newestKubernetes },
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
    const { minors } = run(
      { 'a.yaml': cluster('a'), 'b.yaml': cluster('b', newestKubernetes) },
      checker,
    );
    expect(checker.subjects.map(({ clusterConfig }) => clusterConfig?.path)).toEqual([
      'a.yaml',
      'b.yaml',
    ]);
    expect(minors).toEqual([oldestKubernetes, newestKubernetes]);
  });

  test('takes the minor that it is told', () => {
    const checker = checkerFinding();
    run({ 'a.yaml': cluster('a'), 'b.yaml': pod('b') }, checker, defaultKubernetes);
    expect(checker.subjects.map(({ minor }) => minor)).toEqual([defaultKubernetes]);
  });

  test('leaves kustomizations and Flux objects alone', () => {
    const checker = checkerFinding();
    const { leftAlone, files, objects } = run(
      {
        'kustomization.yaml': 'resources: [a.yaml]\n',
        'flux.yaml': 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\n',
        'tsconfig.json': '{"compilerOptions": {}}',
        'a.yaml': pod('a'),
      },
      checker,
    );
    expect({ files, objects }).toEqual({ files: 1, objects: 1 });
    expect(leftAlone).toEqual([
      { file: 'kustomization.yaml', what: 'kustomize' },
      { file: 'flux.yaml', what: 'Flux' },
      { file: 'tsconfig.json', what: 'no manifest' },
    ]);
    expect(checker.subjects[0]?.files).toHaveLength(1);
  });

  test('reports what is half an object, and checks all the rest', () => {
    const checker = checkerFinding();
    const half = 'kind: Pod\nmetadata: {name: x}\n';
    const { problems } = run(
      { 'a.yaml': `${pod('a')}---\n${half}`, 'b.yaml': 'apiVersion: [' },
      checker,
    );
    expect(problems).toMatchObject([
      { place: { file: 'a.yaml', line: 6 }, message: expect.stringContaining('no apiVersion') },
      { place: { file: 'b.yaml' }, message: expect.stringContaining('not valid YAML') },
    ]);
    expect(checker.subjects.map(({ files }) => files.map(({ path }) => path))).toEqual([
      ['a.yaml'],
    ]);
  });

  test.each([
    ['no manifest', 'values.yaml', 'image: {tag: v1}\n'],
    ['no manifest', 'kustomizeconfig.yaml', 'nameReference:\n- kind: ConfigMap\n  version: v1\n'],
    ['no manifest', 'list.yaml', '- a\n- b\n'],
    ['no manifest', 'drone.yml', 'kind: pipeline\ntype: docker\n'],
    ['no YAML', 'page.yaml', 'a: [\n'],
    ['Helm', 'Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 0.1.0\n'],
    ['a template', 'deployment.yaml', '{{- if .Values.x }}\napiVersion: v1\n{{- end }}\n'],
    ['a kubeconfig', 'config.yaml', 'apiVersion: v1\nkind: Config\nclusters: []\n'],
    ['settings of a program', 'kind.yaml', 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n'],
    ['settings of a program', 'skaffold.yaml', 'apiVersion: skaffold/v4beta6\nkind: Config\n'],
    ['a cluster file, which npm run synth validates', 'a.yaml', 'name: a\nowner: b\naccess: {}\n'],
  ])('leaves alone what is %s: %s', (what, file, text) => {
    const { problems, leftAlone, objects } = run(
      { [file]: text, 'p.yaml': pod('p') },
      checkerFinding(),
    );
    expect({ problems, leftAlone, objects }).toEqual({
      problems: [],
      leftAlone: [{ file, what }],
      objects: 1,
    });
  });

  test('counts what is left alone, and names some of it', () => {
    const files = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`${i}.yaml`, 'a: 1\n']));
    expect(report(run({ ...files, 'p.yaml': pod('p') }, checkerFinding()))).toContain(
      'left alone, 7 files (no manifest): 0.yaml, 1.yaml, 2.yaml, 3.yaml, 4.yaml and 2 more\n',
    );
  });

  test('parts of clusters are judged apart, each for the minor of its own', () => {
    const checker = checkerFinding({ check: 'c', file: 'apps/1.yaml', message: 'is wrong' });
    const validation = run(
      { 'dist/a/apps/1.yaml': pod('a'), 'dist/b/exercises/1.yaml': pod('b'), 'x.yaml': pod('x') },
      checker,
      undefined,
      (file) =>
        file.startsWith('dist/a')
          ? { folder: 'dist/a', minor: oldestKubernetes }
          : file.startsWith('dist/b')
            ? { folder: 'dist/b' }
            : undefined,
    );
    expect(checker.subjects).toMatchObject([
      { files: [{ path: 'apps/1.yaml' }], minor: oldestKubernetes },
      { files: [{ path: 'exercises/1.yaml', alternative: true }], minor: newestKubernetes },
      { files: [{ path: 'x.yaml' }], minor: newestKubernetes },
    ]);
    expect(report(validation)).toContain(
      'the checks saw only these files, which are a part of dist/a; to check all of it: npm run validate -- dist/a\n',
    );
    expect(JSON.parse(reportJson(validation))).toMatchObject({ partsOf: ['dist/a', 'dist/b'] });
  });

  test('the minor that is told, or in a ClusterConfig that is given, comes first', () => {
    const checker = checkerFinding();
    const whole = (): Whole => ({ folder: 'd', minor: newestKubernetes });
    run({ 'd/apps/1.yaml': pod('a') }, checker, defaultKubernetes, whole);
    run({ 'd/apps/1.yaml': pod('a'), 'd/c.yaml': cluster('c') }, checker, undefined, whole);
    expect(checker.subjects.map(({ minor }) => minor)).toEqual([
      defaultKubernetes,
      oldestKubernetes,
    ]);
  });

  test.each([
    ['add it to the file', 'otherwise: add it to the file'],
    [undefined, 'otherwise: add it, or name what is there'],
  ])('what is missing may be in a file that was not given: %s', (fix, otherwise) => {
    const checker = checkerFinding({
      check: 'c',
      file: 'a.yaml',
      message: 'is a thing that nothing creates',
      fix,
      absent: true,
    });
    const { findings } = run({ 'a.yaml': pod('a') }, checker);
    expect(findings.map(({ finding }) => finding)).toMatchObject([
      {
        message: 'is a thing that nothing creates, as far as these files show',
        fix: `if what is missing is in another file, give that file too; ${otherwise}`,
      },
    ]);
  });

  test('nothing at all is not a success', () => {
    const nothing = (files: Record<string, string>, paths: string[]) =>
      nothingToCheck(paths, run(files, checkerFinding()));
    const message = 'holds no Kubernetes object and no ClusterConfig: nothing was checked';
    expect(nothing({ '(standard input)': '' }, ['-'])).toMatchObject([
      { place: { file: '(standard input)' }, message, fix: expect.stringContaining('the pipe') },
    ]);
    expect(nothing({ 'a/b.json': '{}', 'a/c.yaml': '# nothing\n' }, ['a', 'd'])).toMatchObject([
      { place: { file: 'a, d' }, message: `${message}; left alone: a/b.json (no manifest)` },
    ]);
    expect(nothing({ 'a.yaml': '', 'b.yaml': pod('b') }, ['a.yaml', 'b.yaml'])).toEqual([]);
    expect(nothing({ 'a.yaml': 'apiVersion: [' }, ['a.yaml'])).toEqual([]);
    expect(nothing({ 'a.yaml': 'a: {{ b }}' }, ['a.yaml'])).toMatchObject([
      { fix: expect.stringContaining('helm template') },
    ]);
    const notes = ['a/kustomization.yaml was not built'];
    expect(nothingToCheck(['a'], { ...run({}, checkerFinding()), notes })).toMatchObject([
      { message: `${message}; ${notes[0]}` },
    ]);
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
      'dist/a/apps/1.yaml:9:9  Pod b metadata.name\n    is wrong\n\n3 Kubernetes objects in 2 files for Kubernetes ' +
        `${newestKubernetes}: 1 finding`,
    );
    expect(JSON.parse(reportJson(validation))).toMatchObject({
      kubernetes: [newestKubernetes],
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
