import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { clusterFile, useAccount } from './support/account.ts';
import type { AwsRequest } from './support/request.ts';

const account = useAccount();

beforeEach(() => {
  rmSync(account.kubeconfig, { force: true });
  account.front.answer('eks:DescribeCluster', active);
});

test('kubectl is connected, and what to do next is said', async () => {
  const { code, stdout, stderr } = await account.run('kubeconfig');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toBe(`${account.kubeconfig}: the context sock-shop.us-west-2 exists and is current
  kubectl signs in by aws eks get-token

Next: kubectl get nodes
If that hangs, your address has changed: npm run allow-me -- --cluster sock-shop --apply
`);
  expect(statSync(account.kubeconfig).mode & 0o777).toBe(0o600);
  expect(read()).toMatchObject({
    'current-context': 'sock-shop.us-west-2',
    clusters: [
      {
        cluster: {
          server: 'https://SOCK-SHOP.gr7.us-west-2.eks.amazonaws.com',
          'certificate-authority-data': 'Q0E=',
        },
      },
    ],
  });
  expect((await account.run('kubeconfig')).stdout).toBe(stdout);
});

test('--all adds a context for each, and leaves the current one what it is', async () => {
  account.writeCluster('second', clusterFile('second'));
  try {
    const first = await account.run('kubeconfig', ['--all']);
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect(first.stdout).toContain(`${account.kubeconfig}: the context second.us-west-2 is there
  kubectl signs in by aws eks get-token
  no context is current, not even this one
  to use this one: kubectl config use-context second.us-west-2

${account.kubeconfig}: the context sock-shop.us-west-2 is there\n`);
    expect(read()['current-context'] ?? '').toBe('');
    expect(read().contexts.map(({ name }) => name)).toEqual([
      'second.us-west-2',
      'sock-shop.us-west-2',
    ]);

    await account.run('kubeconfig', ['--cluster', 'second']);
    const again = await account.run('kubeconfig', ['--all']);
    expect(again.stdout).toContain('the context sock-shop.us-west-2 is there\n');
    expect(again.stdout.match(/the current context is still second.us-west-2/g)).toHaveLength(2);
    expect(again.stdout).not.toContain('use-context second.us-west-2');
    expect(read()['current-context']).toBe('second.us-west-2');

    const removed = await account.run('kubeconfig', ['--all', '--remove']);
    expect(removed.code).toBe(0);
    expect(read()).toMatchObject({ contexts: [], clusters: [], users: [], 'current-context': '' });
  } finally {
    rmSync(join(account.folder, 'clusters', 'second.yaml'));
  }
});

test('--all: one that is not made yet keeps no other from its context', async () => {
  account.writeCluster('absent', clusterFile('absent'));
  account.writeCluster('begun', clusterFile('begun'));
  account.front.answer('eks:DescribeCluster', (request) => {
    const name = request.url.split('/')[2] ?? '';
    if (name === 'begun') return { body: { cluster: { name, status: 'CREATING' } } };
    return name === 'sock-shop' ? active(request) : undefined;
  });
  try {
    const { code, stderr } = await account.run('kubeconfig', ['--all']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no cluster absent in us-west-2');
    expect(stderr).toContain('begun is still being created (CREATING)');
    expect(stderr).toContain('1 of 3 clusters failed: absent');
    expect(read().contexts).toHaveLength(1);
    rmSync(join(account.folder, 'clusters', 'absent.yaml'));
    expect((await account.run('kubeconfig', ['--all'])).code).toBe(1);
  } finally {
    for (const name of ['absent', 'begun']) {
      rmSync(join(account.folder, 'clusters', `${name}.yaml`), { force: true });
    }
  }
});

test('a profile is kept, and the credentials are not', async () => {
  const credentials =
    '[class]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = a-secret\n';
  writeFileSync(join(account.folder, 'home', 'aws-credentials'), credentials);
  const { stdout, stderr } = await account.run('kubeconfig', [], { AWS_PROFILE: 'class' });
  expect(stderr).not.toContain('a-secret');
  expect(stdout).toContain('kubectl signs in by aws eks get-token, with AWS_PROFILE=class');
  const text = readFileSync(account.kubeconfig, 'utf8');
  expect(read().users[0]?.user.exec).toMatchObject({
    env: [{ name: 'AWS_PROFILE', value: 'class' }],
  });
  expect(text).not.toContain('a-secret');
});

test('with aws-iam-authenticator, which is missing here', async () => {
  const { code, stderr } = await account.run('kubeconfig', ['--authenticator']);
  expect(code).toBe(0);
  expect(stderr).toContain('warning: aws-iam-authenticator is not on the PATH; install it: https');
  expect(read().users[0]?.user.exec).toMatchObject({
    command: 'aws-iam-authenticator',
    args: ['token', '--cluster-id', 'sock-shop'],
    env: [
      { name: 'AWS_REGION', value: 'us-west-2' },
      { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
    ],
  });
});

test('--remove takes it away again, without asking AWS', async () => {
  await account.run('kubeconfig', ['--cluster', 'other', '--region', 'eu-west-1']);
  await account.run('kubeconfig');
  account.front.reset();
  const { stdout, code } = await account.run('kubeconfig', ['--remove']);
  expect([code, stdout]).toEqual([
    0,
    `${account.kubeconfig}: the context sock-shop.us-west-2 is gone, with its cluster and its user\n`,
  ]);
  expect(read().contexts.map(({ name }) => name)).toEqual(['other.eu-west-1']);
  expect(account.front.calls).toEqual([]);
  expect((await account.run('kubeconfig', ['--remove'])).stdout).toBe(
    'no kubeconfig has a context sock-shop.us-west-2; nothing changed\n',
  );
});

test('without kubectl nothing is written, and the line that installs it is said', async () => {
  const kubectl = join(account.programs.folder, 'kubectl');
  renameSync(kubectl, `${kubectl}.away`);
  try {
    const { code, stdout, stderr } = await account.run('kubeconfig');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^kubectl is not installed, or not on the PATH\ninstall it: (brew|curl|winget) .*kube/,
    );
  } finally {
    renameSync(`${kubectl}.away`, kubectl);
  }
});

test('a context of its name that leads elsewhere stays', async () => {
  const theirs = `clusters:
- {name: sock-shop.us-west-2, cluster: {server: "https://127.0.0.1:6443"}}
`;
  writeFileSync(account.kubeconfig, theirs);
  for (const args of [[], ['--remove']]) {
    const { code, stdout, stderr } = await account.run('kubeconfig', args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('leads elsewhere, to https://127.0.0.1:6443: nothing was changed');
  }
  expect(readFileSync(account.kubeconfig, 'utf8')).toBe(theirs);
});

test('a kubeconfig that another kubectl keeps locked is waited for, and then told', async () => {
  let locked = 3;
  account.programs.answer('kubectl', ({ args }) =>
    args[1] === 'set-context' && locked-- > 0
      ? { code: 1, stderr: `error: open ${account.kubeconfig}.lock: file exists\n` }
      : undefined,
  );
  expect(await account.run('kubeconfig')).toMatchObject({ code: 0, stderr: '' });
  locked = 1000;
  const { code, stderr } = await account.run('kubeconfig');
  expect(code).toBe(2);
  expect(stderr).toBe(
    `kubectl config set-context: open ${account.kubeconfig}.lock: file exists\nanother kubectl is writing it; delete that file if none is running any more\n`,
  );
});

describe('what keeps it from being written', () => {
  test.each([
    ['CREATING', 1, 'sock-shop is still being created (CREATING): EKS has no address for it yet'],
    ['DELETING', 1, 'sock-shop is being deleted (DELETING)'],
    ['FAILED', 1, 'sock-shop is FAILED, and EKS gives no address for it\nsee why: npm run status'],
  ])('%s', async (status, code, message) => {
    account.front.answer('eks:DescribeCluster', () => ({
      body: { cluster: { name: 'sock-shop', status } },
    }));
    const finished = await account.run('kubeconfig');
    expect(finished).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
    expect(() => statSync(account.kubeconfig)).toThrow('ENOENT');
  });

  test('no such cluster, here', async () => {
    account.front.answer('eks:DescribeCluster', () => undefined);
    const { code, stderr } = await account.run('kubeconfig');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'there is no cluster sock-shop in us-west-2\nnot made yet? npm run up -- --cluster sock-shop; or another region than us-west-2\n',
    );
  });

  test.each([
    ['AccessDeniedException', 403, 'may not do eks:DescribeCluster in us-west-2'],
    ['ExpiredTokenException', 403, 'the AWS credentials have expired\nsign in again'],
    ['ThrottlingException', 429, 'eks gets too many requests at the moment'],
  ])('%s', async (code, status, message) => {
    account.front.fail('eks:DescribeCluster', { code, status });
    const finished = await account.run('kubeconfig');
    expect(finished).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('no credentials at all', async () => {
    const { code, stderr } = await account.run('kubeconfig', [], {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('no AWS credentials were found');
  });

  test('a broken kubeconfig, which stays as it is', async () => {
    writeFileSync(account.kubeconfig, 'clusters:\n- name: [\n');
    const { code, stderr } = await account.run('kubeconfig');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kubectl config view: .*\n[^]*repair it, or name another file/);
    expect(readFileSync(account.kubeconfig, 'utf8')).toBe('clusters:\n- name: [\n');
  });

  test('two files of clusters and none named; a region without a name', async () => {
    account.writeCluster('b', clusterFile('b'));
    expect((await account.run('kubeconfig')).stderr).toBe(
      'which cluster? There are b, sock-shop\nwrite npm run kubeconfig -- --cluster b\n',
    );
    expect((await account.run('kubeconfig', ['--region', 'eu-west-1'])).stderr).toContain(
      '--region without --cluster names no cluster',
    );
  });
});

function active({ url }: AwsRequest) {
  const name = url.split('/')[2] ?? '';
  return {
    body: {
      cluster: {
        name,
        status: 'ACTIVE',
        endpoint: `https://${name.toUpperCase()}.gr7.us-west-2.eks.amazonaws.com`,
        certificateAuthority: { data: 'Q0E=' },
      },
    },
  };
}

interface Config {
  readonly 'current-context': string;
  readonly clusters: readonly { readonly name: string }[];
  readonly contexts: readonly { readonly name: string }[];
  readonly users: readonly { readonly user: { readonly exec: unknown } }[];
}

function read(): Config {
  return parse(readFileSync(account.kubeconfig, 'utf8')) as Config;
}
