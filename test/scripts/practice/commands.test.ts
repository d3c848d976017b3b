import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { Busy } from '../../../scripts/practice/pods/busy.ts';
import { runCommand } from '../../../scripts/practice/pods/commands/run.ts';
import { findContainer } from '../../../scripts/practice/pods/container/container.ts';
import { variablesOf } from '../../../scripts/practice/pods/container/variables.ts';
import { LogBook } from '../../../scripts/practice/pods/log-book.ts';
import { Web } from '../../../scripts/practice/pods/web.ts';
import { apiOf, objectsOf, stoodUp } from './support/stood-up.ts';

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'settings', namespace: 'concepts' },
  data: { password: Buffer.from('sesame').toString('base64') },
};
const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'node-1' },
  status: { addresses: [{ type: 'ExternalIP', address: '127.100.0.10' }] },
};

let api: ApiRequest;
let podNames: ReadonlyMap<string, string>;
const busy = new Busy();

beforeAll(() => {
  const objects = [...stoodUp(objectsOf()), secret, node] as KubeObject[];
  const pods = objects.filter(({ kind }) => kind === 'Pod');
  podNames = new Map(
    pods.map(({ metadata }) => [
      `${metadata.namespace}/${metadata.name.replace(/-0a1b2c3d4e-x5y6z$/, '')}`,
      metadata.name,
    ]),
  );
  api = apiOf(objects);
});

describe('the commands of the exercises', () => {
  test('redis-cli knows what the ConfigMap says, and asks for the password of the Secret', async () => {
    expect(await exec('concepts/settings', 'redis-cli', 'config', 'get', 'maxmemory')).toEqual([
      0,
      'maxmemory\n33554432\n',
      '',
    ]);
    expect(await exec('concepts/settings', 'redis-cli', 'ping')).toEqual([0, 'PONG\n', '']);
    expect(
      await exec('concepts/settings', 'env', '-u', 'REDISCLI_AUTH', 'redis-cli', 'ping'),
    ).toEqual([0, 'NOAUTH Authentication required.\n\n', '']);
    const [, , refused] = await exec('concepts/client', 'redis-cli', 'ping');
    expect(refused).toContain('Connection refused');
    expect(await exec('concepts/rolling', 'redis-cli', 'config', 'get', 'maxmemory')).toEqual([
      0,
      'maxmemory\n16777216\n',
      '',
    ]);
  });

  test('a name is looked up, and its host answers with the address of the node', async () => {
    const name = 'own-address.concepts.svc.cluster.local';
    const [code, found] = await exec('concepts/client', 'nslookup', name);
    expect([code, found]).toEqual([
      0,
      expect.stringContaining('canonical name = checkip.amazonaws.com'),
    ]);
    const header = ['--header', 'Host: checkip.amazonaws.com'];
    expect(await exec('concepts/client', 'wget', '-qO-', ...header, 'http://own-address')).toEqual([
      0,
      '127.100.0.10\n',
      '',
    ]);
    const [missing, , said] = await exec('concepts/client', 'nslookup', 'nobody');
    expect([missing, said]).toEqual([1, expect.stringContaining('no Service nobody')]);
  });

  test('wget goes through the policies of both ends', async () => {
    const [code, , said] = await exec(
      'concepts/client',
      'wget',
      '-qO-',
      'http://catalogue.sock-shop/health',
    );
    expect([code, said]).toEqual([1, expect.stringContaining('restricted by')]);
    const [own, body] = await exec(
      'sock-shop/front-end',
      'wget',
      '-qO-',
      'http://catalogue/health',
    );
    expect([own, body]).toEqual([
      0,
      expect.stringContaining('"service":"catalogue","status":"OK"'),
    ]);
  });

  test('the password for the first login is a file in the pod, and another file is not there', async () => {
    const path = '/var/jenkins_home/secrets/initialAdminPassword';
    const [code, password] = await exec('dev-bc-svc/jenkins', 'cat', path);
    expect([code, password]).toEqual([0, expect.stringMatching(/^[0-9a-f]{32}\n$/)]);
    const [none, , said] = await exec('concepts/client', 'cat', path);
    expect([none, said]).toEqual([1, expect.stringContaining('No such file')]);
    expect(await exec('concepts/settings', 'cat', '/run/settings/password')).toEqual([
      0,
      'sesame',
      '',
    ]);
  });

  test('a loop keeps its pod busy until its time is over', async () => {
    const running = exec(
      'concepts/busy',
      'timeout',
      '0.05',
      'sh',
      '-c',
      'while true; do true; done',
    );
    await new Promise((resolve) => setTimeout(resolve, 10));
    const pod = `concepts/${podNames.get('concepts/busy')}`;
    expect(busy.has(pod)).toBe(true);
    expect(await running).toEqual([143, '', '']);
    expect(busy.has(pod)).toBe(false);
  });

  test.each([
    [['bash']],
    [['sh']],
    [['sh', '-c', 'cat /etc/passwd; id']],
    [['sh', '-c', 'id']],
    [['/bin/ls', '/']],
    [['env', 'python3']],
    [['timeout', '1', 'node']],
    [['cat', '/etc/passwd']],
    [['constructor']],
    [['redis-cli', 'flushall']],
  ])('%j is refused in words', async (command) => {
    const [code, stdout, stderr] = await exec('concepts/client', ...command);
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/practice|Practice|Connection refused/);
  });
});

async function exec(where: string, ...argv: string[]): Promise<[number, string, string]> {
  const [namespace = ''] = where.split('/');
  const container = await findContainer(api, { namespace, pod: podNames.get(where) ?? '' });
  const [out, err] = [new PassThrough(), new PassThrough()];
  const streams = { input: undefined, out, err, gone: new AbortController().signal };
  const variables = await variablesOf(api, container);
  const web = new Web(api, new LogBook());
  const setting = { api, container, variables, streams, busy, web, run: runCommand };
  const code = await runCommand(argv, setting);
  out.end();
  err.end();
  return [code, await text(out), await text(err)];
}
