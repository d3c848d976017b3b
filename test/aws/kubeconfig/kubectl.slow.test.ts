// The user's kubeconfig is changed by kubectl: here by a real one, which has to be on the PATH.
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Connection } from '../../../aws/kubeconfig/connection.ts';
import { putContext, removeContext } from '../../../aws/kubeconfig/contexts.ts';
import { withKubeconfig } from '../../../aws/kubeconfig/temporary.ts';
import { findProgram } from '../../../aws/programs/find.ts';
import { kubectlConfig } from '../../moto/support/kubectl-config.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const NAME = 'c.us-west-2';
const connection: Connection = {
  name: 'c',
  region: 'us-west-2',
  endpoint: 'https://ID.gr7.us-west-2.eks.amazonaws.com',
  authority: Buffer.from('-----BEGIN CERTIFICATE-----\n').toString('base64'),
};
const usual = { signIn: 'aws', isCurrent: true } as const;

// As kubectl writes it, with what people put beside it.
const theirs = `# mine
apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority-data: QUJD
    extensions:
    - extension: {provider: minikube.sigs.k8s.io}
      name: cluster_info
    server: https://127.0.0.1:6443
  name: kind-kind # the small one
contexts:
- {name: kind-kind, context: {cluster: kind-kind, namespace: "012345", user: kind-kind}}
current-context: kind-kind
users:
- name: kind-kind
  user: {token: '0123'}
`;

let file: string;
beforeAll(() => {
  if (findProgram('kubectl')) return;
  throw new Error('these tests need kubectl on the PATH: https://kubernetes.io/docs/tasks/tools/');
});
beforeEach(() => {
  const folder = temporaryFolder();
  file = join(folder, 'config');
  Object.assign(process.env, { HOME: folder, KUBECONFIG: file });
});

interface Listed {
  readonly name: string;
  readonly [key: string]: unknown;
}

interface View {
  readonly 'current-context': string;
  readonly clusters: readonly Listed[] | null;
  readonly contexts: readonly Listed[] | null;
  readonly users: readonly Listed[] | null;
}

function view(env: NodeJS.ProcessEnv = {}): View {
  const args = ['config', 'view', '--raw', '--output=json'];
  const text = execFileSync('kubectl', args, { encoding: 'utf8', env: { ...process.env, ...env } });
  // It keeps variables in any order, and none as nothing or as an empty list.
  const inOrder = (key: string, value: unknown) =>
    key === 'env' ? ((value ?? []) as Listed[]).sort(byName) : value;
  return JSON.parse(text, inOrder) as View;
}

const byName = (a: Listed, b: Listed) => (a.name < b.name ? -1 : 1);

const others = ({ clusters, contexts, users }: View) =>
  [clusters, contexts, users].map((list) => (list ?? []).filter(({ name }) => name !== NAME));

test('a file that is not there yet is made, for its owner alone; a second time changes nothing', async () => {
  expect((await putContext(connection, usual)).has(NAME)).toBe(false);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(view()).toMatchObject({
    'current-context': NAME,
    clusters: [
      {
        name: NAME,
        cluster: {
          server: connection.endpoint,
          'certificate-authority-data': connection.authority,
        },
      },
    ],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME } }],
    users: [
      {
        name: NAME,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            command: 'aws',
            args: 'eks get-token --cluster-name c --region us-west-2 --output json'.split(' '),
            interactiveMode: 'IfAvailable',
          },
        },
      },
    ],
  });
  const text = readFileSync(file, 'utf8');
  expect((await putContext(connection, usual)).has(NAME)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('what others have in it is the same afterwards, and once ours is gone', async () => {
  writeFileSync(file, theirs);
  const before = view();
  expect((await putContext(connection, usual)).current).toBe('kind-kind');
  expect(others(view())).toEqual(others(before));
  expect(await removeContext(connection)).toBe(true);
  expect(view()).toEqual({ ...before, 'current-context': '' });
  expect(await removeContext(connection)).toBe(false);
});

test('beside the current context, that one stays', async () => {
  writeFileSync(file, theirs);
  await putContext(connection, { ...usual, isCurrent: false });
  expect(view()).toMatchObject({ 'current-context': 'kind-kind' });
  await removeContext(connection);
  expect(view()['current-context']).toBe('kind-kind');
});

test('what its owner added to ours stays; what contradicts it, and another way to sign in, go', async () => {
  await putContext(connection, { ...usual, signIn: 'aws-iam-authenticator', profile: 'class' });
  const variables = view().users?.map(({ user }) => (user as { exec: { env: unknown } }).exec.env);
  expect(variables).toEqual([
    [
      { name: 'AWS_PROFILE', value: 'class' },
      { name: 'AWS_REGION', value: 'us-west-2' },
      { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
    ],
  ]);
  // Not by default: that would be the environment outside of this test's world.
  const env = { ...process.env };
  const kubectl = (...args: string[]) => execFileSync('kubectl', ['config', ...args], { env });
  kubectl('set-context', NAME, '--namespace=shop');
  kubectl('set-cluster', NAME, '--proxy-url=http://proxy', '--insecure-skip-tls-verify=true');
  await putContext(connection, usual);
  const { clusters, contexts, users } = view();
  expect(contexts?.[0]?.context).toMatchObject({ namespace: 'shop' });
  expect(clusters?.[0]?.cluster).toEqual({
    server: connection.endpoint,
    'certificate-authority-data': connection.authority,
    'proxy-url': 'http://proxy',
  });
  expect(users?.[0]?.user).toMatchObject({ exec: { command: 'aws', env: [] } });
});

test('a link stays one, and of several files the one that has the context is changed', async () => {
  const [link, second] = [`${file}.link`, `${file}.second`];
  symlinkSync(file, link);
  process.env.KUBECONFIG = link;
  await putContext(connection, usual);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  writeFileSync(second, theirs);
  process.env.KUBECONFIG = `${second}:${link}`;
  await putContext({ ...connection, endpoint: 'https://NEW.eks.amazonaws.com' }, usual);
  expect(readFileSync(file, 'utf8')).toContain('https://NEW.eks.amazonaws.com');
  expect(view({ KUBECONFIG: second }).clusters).toHaveLength(1);
  expect(view()['current-context']).toBe(NAME);
});

describe('nothing is changed', () => {
  test.each([
    ['broken', 'clusters: [\n', /^kubectl config view: .*config/],
    ['no kubeconfig', 'kind: Pod\napiVersion: v1\n', /^kubectl config view: .*config/],
    ['of a cluster elsewhere', theirs.replaceAll('kind-kind', NAME), /leads elsewhere, to https/],
  ])('where the file is %s', async (_, text, message) => {
    writeFileSync(file, text);
    await expect(putContext(connection, usual)).rejects.toThrow(message);
    await expect(removeContext(connection)).rejects.toThrow(message);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

test('the kubeconfig of one call knows its cluster alone', async () => {
  writeFileSync(file, theirs);
  const seen = await withKubeconfig(connection, (env) => Promise.resolve(view(env)));
  expect(seen).toMatchObject({
    'current-context': 'c',
    clusters: [{ cluster: { server: connection.endpoint } }],
    users: [{ user: { exec: { command: 'aws', interactiveMode: 'IfAvailable' } } }],
  });
  expect(readFileSync(file, 'utf8')).toBe(theirs);
});

test('the stand-in of the suite on moto does the same', async () => {
  const lines: string[][] = [];
  const played = `${file}.played`;
  const stand = temporaryFolder();
  const real = findProgram('kubectl') ?? '';
  const script = `#!/bin/sh\nprintf '%s\\0' "$@" >> '${stand}/calls'; echo >> '${stand}/calls'\nexec '${real}' "$@"\n`;
  writeFileSync(join(stand, 'kubectl'), script, { mode: 0o755 });
  const { PATH } = process.env;
  process.env.PATH = `${stand}:${PATH}`;
  try {
    for (const signIn of ['aws-iam-authenticator', 'aws'] as const) {
      await putContext(connection, { signIn, profile: 'class', isCurrent: true });
    }
    await putContext({ ...connection, name: 'd' }, { ...usual, isCurrent: false });
    await removeContext(connection);
  } finally {
    process.env.PATH = PATH;
  }
  for (const line of readFileSync(join(stand, 'calls'), 'utf8').split('\n')) {
    if (line) lines.push(line.split('\0').slice(0, -1));
  }
  expect(lines.length).toBeGreaterThan(15);
  for (const args of lines) expect(kubectlConfig(played, args).code ?? 0).toBe(0);
  expect(view({ KUBECONFIG: played })).toEqual(view());
});
