import {
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  lstatSync,
  writeFileSync,
  readdirSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { changeKubeconfig } from '../../../aws/kubeconfig/change.ts';
import { type Connection } from '../../../aws/kubeconfig/connection.ts';
import { entriesFor } from '../../../aws/kubeconfig/entries.ts';
import { fileToWrite, kubeconfigFiles } from '../../../aws/kubeconfig/files.ts';
import { addContext, putContext } from '../../../aws/kubeconfig/put-context.ts';
import { removeContext } from '../../../aws/kubeconfig/remove-context.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const connection: Connection = {
  name: 'c',
  region: 'us-west-2',
  endpoint: 'https://ID.gr7.us-west-2.eks.amazonaws.com',
  authority: 'Q0E=',
};
const entries = entriesFor(connection, { signIn: 'aws' });

// As kubectl writes it, with what people put beside it.
const theirs = `# mine
apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: QUJD
    extensions:
    - extension:
        provider: minikube.sigs.k8s.io
      name: cluster_info
    server: https://127.0.0.1:6443
  name: kind-kind # the small one
contexts:
- context:
    cluster: kind-kind
    namespace: "yes"
    user: kind-kind
  name: kind-kind
current-context: kind-kind
kind: Config
preferences: {}
users:
- name: kind-kind
  user:
    client-certificate-data: QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODlBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWg==
    client-key-data: '0123'
`;

const whole = `apiVersion: v1
kind: Config
clusters:
  - cluster:
      server: https://ID.gr7.us-west-2.eks.amazonaws.com
      certificate-authority-data: Q0E=
    name: c.us-west-2
contexts:
  - context:
      cluster: c.us-west-2
      user: c.us-west-2
    name: c.us-west-2
users:
  - user:
      exec:
        apiVersion: client.authentication.k8s.io/v1beta1
        command: aws
        args:
          - eks
          - get-token
          - --cluster-name
          - c
          - --region
          - us-west-2
          - --output
          - json
        interactiveMode: IfAvailable
        provideClusterInfo: false
    name: c.us-west-2
current-context: c.us-west-2
`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'config');
});

test('a file that is not there yet is made, for its owner alone', () => {
  const deep = join(folder, 'home', '.kube', 'config');
  expect(putContext(entries, [deep])).toEqual({ file: deep, changed: true });
  expect(readFileSync(deep, 'utf8')).toBe(whole);
  expect(statSync(deep).mode & 0o777).toBe(0o600);
  expect(putContext(entries, [deep]).changed).toBe(false);
  expect(readdirSync(join(folder, 'home', '.kube'))).toEqual(['config']);
});

describe('what others wrote stays as it is written', () => {
  test('put, and taken away again', () => {
    writeFileSync(file, theirs, { mode: 0o644 });
    expect(putContext(entries, [file])).toEqual({ file, changed: true, before: 'kind-kind' });
    const text = readFileSync(file, 'utf8');
    const gone = theirs.split('\n').filter((line) => !text.split('\n').includes(line));
    expect(gone).toEqual(['current-context: kind-kind']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(removeContext(connection, [file])).toEqual([file]);
    expect(readFileSync(file, 'utf8')).toBe(
      theirs.replace('current-context: kind-kind', 'current-context: ""'),
    );
    expect(removeContext(connection, [file])).toEqual([]);
  });

  test('the current context too, unless it is the one that goes', () => {
    writeFileSync(file, theirs);
    putContext(entries, [file]);
    changeKubeconfig(file, (config) => config.use('kind-kind'));
    removeContext(connection, [file]);
    expect(readFileSync(file, 'utf8')).toBe(theirs);
  });

  test('the current context, when ours is only added', () => {
    writeFileSync(file, theirs);
    expect(addContext(entries, [file])).toEqual({ file, changed: true, current: 'kind-kind' });
    expect(readFileSync(file, 'utf8')).toContain('name: c.us-west-2');
    expect(readFileSync(file, 'utf8')).toContain('current-context: kind-kind');
    expect(addContext(entries, [file])).toEqual({ file, changed: false, current: 'kind-kind' });
    const empty = join(folder, 'other');
    expect(addContext(entries, [empty])).toEqual({ file: empty, changed: true });
    expect(addContext(entries, [empty, file]).current).toBe('kind-kind');
  });

  test('JSON', () => {
    const before = { kind: 'Config', users: [{ name: 'a', user: { token: 't' } }], clusters: [] };
    writeFileSync(file, JSON.stringify(before));
    putContext(entries, [file]);
    const after = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { name: string }[]>;
    expect(after.users?.map(({ name }) => name)).toEqual(['a', 'c.us-west-2']);
    expect(after.clusters).toHaveLength(1);
  });

  test.each([
    ['nothing', ''],
    ['a comment', '# empty so far\n'],
    ['empty lists', 'apiVersion: v1\nkind: Config\nclusters: []\ncontexts: null\nusers:\n'],
  ])('%s', (_, text) => {
    writeFileSync(file, text);
    putContext(entries, [file]);
    const after = readFileSync(file, 'utf8');
    expect(after).toContain('current-context: c.us-west-2');
    expect(after).toContain('    name: c.us-west-2');
    if (text.startsWith('#')) expect(after).toContain('# empty so far');
  });

  test('what somebody added to our own entries, but for what contradicts them', () => {
    const added = whole
      .replace(
        'server: https://ID',
        'proxy-url: http://proxy\n      insecure-skip-tls-verify: true\n      server: https://OLD',
      )
      .replace('user: c.us-west-2\n', 'user: c.us-west-2\n      namespace: shop\n');
    writeFileSync(file, added);
    expect(putContext(entries, [file]).changed).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(
      added
        .replace('      insecure-skip-tls-verify: true\n', '')
        .replace('https://OLD', 'https://ID'),
    );
  });
});

test('a link stays one', () => {
  mkdirSync(join(folder, 'real'));
  const real = join(folder, 'real', 'config');
  symlinkSync('real/config', file);
  putContext(entries, [file]);
  expect(readFileSync(real, 'utf8')).toBe(whole);
  writeFileSync(real, theirs);
  putContext(entries, [file]);
  expect(lstatSync(file).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, 'utf8')).toContain('c.us-west-2');
  expect(readdirSync(folder).sort()).toEqual(['config', 'real']);
});

describe('a broken kubeconfig is refused with its place, and left alone', () => {
  test.each([
    ['syntax', 'clusters: [\n', ':2:1\n'],
    ['a tab', 'clusters:\n\t- x\n', ':2:1\n'],
    ['no mapping', '- a\n', ':1:1\n    is not a mapping'],
    ['another kind', 'kind: Pod\n', ':1:7  kind: Pod\n    is not the kind of a kubeconfig'],
    ['no list', 'users: {}\n', ':1:8  users\n    is not a list'],
    ['no name', 'contexts:\n- context: {}\n', ':2:3  contexts[0]\n    has no name'],
    ['twice', 'users:\n- name: a\n- name: a\n', ':3:3  users[1]: a\n    is in users twice'],
    ['two documents', 'kind: Config\n---\nkind: Config\n', 'begins a second YAML document'],
  ])('%s', (_, text, message) => {
    writeFileSync(file, text);
    expect(() => putContext(entries, [file])).toThrow(`${file}`);
    expect(() => putContext(entries, [file])).toThrow(message);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['config']);
  });

  test('a folder, and one that may not be written to', () => {
    expect(() => putContext(entries, [folder])).toThrow('is a folder; a kubeconfig is a file');
    writeFileSync(file, '');
    expect(() => putContext(entries, [join(file, 'config')])).toThrow(
      'config cannot be written: E',
    );
  });

  test('an entry of our name that leads elsewhere', () => {
    writeFileSync(file, theirs.replaceAll('kind-kind', 'c.us-west-2'));
    expect(() => putContext(entries, [file])).toThrow('leads elsewhere, to https://127.0.0.1:6443');
    expect(removeContext(connection, [file])).toEqual([]);
  });
});

describe('which file', () => {
  test('KUBECONFIG, or the one in the home folder', () => {
    expect(kubeconfigFiles({ KUBECONFIG: '/a::/b:/a' })).toEqual(['/a', '/b']);
    expect(kubeconfigFiles({ KUBECONFIG: '' })[0]).toMatch(/\.kube\/config$/);
  });

  test('the one that has the context, else the first that is there, else the first', () => {
    const [one, two, three] = ['1', '2', '3'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    expect(fileToWrite([one, two], () => false)).toBe(one);
    writeFileSync(two, theirs);
    writeFileSync(three, whole);
    expect(fileToWrite([one, two, three], () => false)).toBe(two);
    const { file: written, overruledBy } = putContext(entries, [one, two, three]);
    expect([written, overruledBy]).toEqual([three, two]);
  });
});

test('a name that YAML 1.1 takes for something else is quoted', () => {
  putContext(entriesFor({ ...connection, name: 'yes' }, { signIn: 'aws', profile: '010' }), [file]);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('          - "yes"\n');
  expect(text).toContain('            value: "010"\n');
});
