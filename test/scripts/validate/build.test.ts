import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { buildAll, type Runner } from '../../../scripts/validate/build/build.ts';
import { failureIn, reasonIn } from '../../../scripts/validate/build/failure.ts';
import { checker } from '../../../scripts/validate/checker.ts';
import { readInputs } from '../../../scripts/validate/input.ts';
import { validate } from '../../../scripts/validate/validate.ts';
import { temporaryFolder } from '../../support/temporary.ts';

jest.spyOn(console, 'error').mockReturnValue();

const claim = (name: string, annotations = '') =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\n${annotations}spec:\n  accessModes: [ReadWriteOnce]\n  storageClassName: fast\n  resources: {requests: {storage: 1Gi}}\n`;
const storageClass =
  'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ebs.csi.aws.com\n';
const overlay = 'resources: [../base]\npatches:\n- path: patch.yaml\n';

const files = {
  'base/kustomization.yaml': 'resources: [a.yaml]\n',
  'base/a.yaml': `# above\n${claim('a')}`,
  'one/kustomization.yaml': overlay,
  'one/patch.yaml': 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\n',
  'two/kustomization.yaml': overlay.replace('../base', '../base/'),
  'two/patch.yaml': 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\n',
};

function folderOf(tree: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const anyText: unknown = expect.any(String);

async function judge(tree: Record<string, string>, run: Runner | undefined) {
  const folder = folderOf(tree);
  const built = await buildAll(readInputs([folder]), () => run !== undefined, run);
  const below = (path: string) => path.replace(`${folder}/`, '').replaceAll('\\', '/');
  const { findings, objects } = validate(built.inputs, checker);
  return {
    objects,
    notes: built.notes.map((note) => below(note)),
    problems: built.problems.map(({ place, message }) => `${below(place.file)} ${message}`),
    leftAlone: built.leftAlone.map(({ file, what }) => `${below(file)} (${what})`),
    found: findings.map(
      ({ finding, place }) => `${below(place.file)}:${place.line} ${finding.check}`,
    ),
  };
}

const calls: string[] = [];
const made: Runner = async (program, args) => {
  calls.push([program, ...args.slice(0, -1)].join(' '));
  return { text: claim('a') };
};

describe('kustomizations', () => {
  test('are built from those that no other one builds upon, and judged where the objects stand', async () => {
    expect(await judge(files, made)).toEqual({
      objects: 2,
      notes: ['built: 2 kustomizations'],
      problems: [],
      leftAlone: ['one/patch.yaml (a patch of kustomize)', 'two/patch.yaml (a patch of kustomize)'],
      // Once, though both have it.
      found: ['base/a.yaml:8 storage-classes'],
    });
    expect(calls).toEqual(['kubectl kustomize --', 'kubectl kustomize --']);
  });

  test('may have among other files what they lack', async () => {
    expect(await judge({ ...files, 'class.yaml': storageClass }, made)).toMatchObject({
      found: [],
    });
  });

  test('have exceptions in the files that they are built from', async () => {
    const reason = '  annotations: {except.eks-sock-shop/storage-classes: we have it}\n';
    const excepting: Runner = async () => ({ text: claim('a', reason) });
    expect(await judge({ ...files, 'base/a.yaml': claim('a', reason) }, excepting)).toMatchObject({
      found: [],
    });
    const commented = files['base/a.yaml'].replace(
      'fast',
      'fast # validate-except storage-classes: so',
    );
    expect(await judge({ ...files, 'base/a.yaml': commented }, made)).toMatchObject({ found: [] });
  });

  test('are told, and their files are judged as they are, without kubectl', async () => {
    expect(await judge(files, undefined)).toMatchObject({
      objects: 1,
      notes: [
        '2 kustomizations not built, because kubectl is not on your PATH: the files were checked as they are',
      ],
      found: ['base/a.yaml:8 storage-classes'],
    });
  });

  test('give objects to judge whose names they change or make', async () => {
    const tree = {
      'base/kustomization.yaml': 'resources: [a.yaml]\nnameSuffix: -x\n',
      'base/a.yaml': `${claim('a')}---\n${claim('a-x')}`,
      'one/kustomization.yaml': 'resources: [../base]\nnamePrefix: dev-\n',
    };
    const renaming: Runner = async () => ({
      text: ['dev-a-x', 'dev-a-x-x', 'made-4h2mbtbbt6'].map((name) => claim(name)).join('---\n'),
    });
    expect(await judge(tree, renaming)).toMatchObject({
      objects: 3,
      found: [
        'base/a.yaml:16 storage-classes',
        'base/a.yaml:16 storage-classes',
        'one/kustomization.yaml:1 storage-classes',
      ],
    });
  });

  test.each(['Kustomization', 'kustomization.yml'])('may be in a file named %s', async (name) => {
    const tree = { [`one/${name}`]: 'resources: [a.yaml]\n', 'one/a.yaml': claim('a') };
    expect((await judge(tree, made)).notes).toEqual(['built: 1 kustomization']);
  });

  test.each([
    'https://example.com/x',
    'github.com/o/r//base?ref=v1',
    'git@example.com:o/r.git',
    'git::https://example.com/r',
    'gh:o/r',
  ])('that name %s are told, and their files are judged as they are', async (remote) => {
    const tree = {
      'kustomization.yaml': `resources:\n- ${remote}\n- a.yaml\n`,
      'a.yaml': claim('a'),
    };
    expect(await judge(tree, made)).toMatchObject({
      notes: [
        `kustomization.yaml was not built, and its files were checked as they are: it names ${remote}, which is not on this disk`,
      ],
      problems: [],
      found: ['a.yaml:7 storage-classes'],
    });
  });

  test('that kubectl refuses are problems, and their files are judged as they are', async () => {
    const failing: Runner = async () => ({ failure: 'no matches' });
    expect(await judge(files, failing)).toMatchObject({
      notes: [],
      problems: [
        "one/kustomization.yaml kubectl can't build it: no matches",
        "two/kustomization.yaml kubectl can't build it: no matches",
      ],
      found: ['base/a.yaml:8 storage-classes'],
    });
    const gone = { ...files, 'base/kustomization.yaml': 'resources: [a.yaml, gone.yaml]\n' };
    expect(await judge(gone, failing)).toMatchObject({ notes: [], problems: [anyText, anyText] });
  });

  test.each([
    ["failed to run '/usr/bin/git fetch --depth=1 https://x'", 'it names something that is not'],
    ['trouble with config: `\nname: x\n`: must specify --enable-helm', 'it renders a chart'],
    ["external plugins disabled; unable to load external plugin 'x'", 'it needs a plugin'],
    ["security; file '/a/d.yaml' is not in or below '/a/in'", 'it reads a file above its folder'],
  ])('that lack the network or a setting are no problems: %s', async (failure, note) => {
    const { notes, problems } = await judge(files, async () => ({ failure }));
    expect(problems).toEqual([]);
    expect(notes[0]).toContain(`checked as they are: ${note}`);
  });
});

describe("kubectl's failure", () => {
  const log = 'E1130 18:02:47.048226    3695 run.go:72] "command failed" err=';
  test.each([
    ['error: no such thing\n', 'no such thing'],
    [`# Warning: 'bases' is deprecated.\n${log}"no \\"x\\" at all"\n`, 'no "x" at all'],
    [`${log}<\n\tno such thing\n\t: exit status 128\n >\n`, 'no such thing'],
    ['', 'it failed without a word'],
  ])('is told in its own words: %s', (stderr, reason) => {
    expect(reasonIn(failureIn(stderr))).toBe(reason);
  });
});

describe('charts', () => {
  const chart = {
    'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n',
    'c/values.yaml': 'a: 1\n',
    'c/templates/plain.yaml': claim('a'),
    'c/charts/d/Chart.yaml': 'apiVersion: v2\nname: d\nversion: 0.1.0\n',
  };

  test('are rendered, with the charts in them', async () => {
    expect(await judge(chart, made)).toEqual({
      objects: 1,
      notes: ['built: 1 chart'],
      problems: [],
      leftAlone: [],
      found: ['c/templates/plain.yaml:7 storage-classes'],
    });
  });

  test('are judged where the template stands that helm names, or else at the chart', async () => {
    const tree = { ...chart, 'c/templates/a.yaml': '{{ if .Values.a }}\n' };
    const rendered: Runner = async () => ({
      text: [
        `---\n# Source: c/templates/a.yaml\n${claim('one')}---\n${claim('two')}`,
        `---\n# Source: c/charts/packed/templates/b.yaml\n${claim('three')}`,
      ].join(''),
    });
    expect((await judge(tree, rendered)).found).toEqual([
      'c/templates/a.yaml:1 storage-classes',
      'c/templates/a.yaml:1 storage-classes',
      'c/Chart.yaml:1 storage-classes',
    ]);
  });

  test('are told and left alone without helm', async () => {
    const { notes, found, leftAlone } = await judge(chart, undefined);
    expect(notes).toEqual([
      '1 chart not built, because helm is not on your PATH: the files were left alone',
    ]);
    expect(found).toEqual([]);
    expect(leftAlone).toContain('c/templates/plain.yaml (a part of a chart)');
  });
});
