import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  startControlPlane,
  type ControlPlane,
  type NodeShape,
} from '../../control-plane/control-plane.ts';
import { serveArtifact, startKustomizeController } from '../../control-plane/flux.ts';
import { withLock } from '../../control-plane/lock.ts';
import { until } from '../../control-plane/until.ts';
import { builtMinors } from '../../tables/control-planes.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';

jest.setTimeout(180_000);

const NODES: NodeShape[] = ['a', 'b', 'c'].map((letter) => ({
  name: `node-${letter}`,
  instanceType: 't3.large',
  zone: `us-east-1${letter}`,
  cpu: '1930m',
  memory: '7134420Ki',
  maxPods: 35,
  nodeGroup: 'workers',
}));

describe.each(builtMinors)('a control plane of Kubernetes %s', (version) => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane({
      version,
      nodes: NODES,
      apiServerFlags: ['--default-unreachable-toleration-seconds=2'],
      controllerManagerFlags: ['--node-monitor-grace-period=11s', '--node-monitor-period=1s'],
    });
  });

  afterAll(() => plane.stop());

  const kubectl = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await plane.kubectl(args);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  };

  const columns = (what: string, ...paths: string[]): Promise<string> =>
    kubectl('get', what, '--no-headers', '-o', `custom-columns=${paths.map((p) => `:${p}`)}`);

  test('server and kubectl are of this minor', async () => {
    const versions = JSON.parse(await kubectl('version', '-o', 'json')) as Record<
      'clientVersion' | 'serverVersion',
      { gitVersion: string }
    >;
    expect(versions.clientVersion.gitVersion).toMatch(`v${version}.`);
    expect(versions.serverVersion.gitVersion).toMatch(`v${version}.`);
  });

  test('its certificate is refused by whoever does not know its authority', async () => {
    const [error] = (await once(get(plane.url), 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/);
    expect(readFileSync(plane.kubeconfig, 'utf8')).not.toContain('insecure');
  });

  test('pods get scheduled, ready, an address and an endpoint', async () => {
    await kubectl('create', 'deployment', 'web', '--image=web', '--replicas=3');
    await kubectl('expose', 'deployment', 'web', '--port=80');
    await kubectl('rollout', 'status', 'deployment/web', '--timeout=30s');
    expect(await columns('pods', '.status.podIP', '.status.phase')).toMatch(
      /^(192\.168\.\d+\.\d+ +Running\n?){3}$/,
    );
    await until('three endpoints', 10, async () => {
      const slices = await kubectl('get', 'endpointslices', '-l', 'app=web', '-o', 'json');
      return slices.match(/"ready": true/g)?.length === 3;
    });
  });

  test('a drain evicts through the disruption budget', async () => {
    await kubectl(
      'create',
      'poddisruptionbudget',
      'web',
      '--selector=app=web',
      '--min-available=2',
    );
    await until('an allowed disruption', 10, async () => {
      const allowed = await kubectl(
        'get',
        'pdb/web',
        '-o',
        'jsonpath={.status.disruptionsAllowed}',
      );
      return allowed === '1';
    });
    await kubectl('drain', 'node-a', '--timeout=60s');
    await kubectl('rollout', 'status', 'deployment/web', '--timeout=30s');
    expect(await columns('pods', '.spec.nodeName')).not.toContain('node-a');
    await kubectl('patch', 'pdb/web', '-p', '{"spec":{"minAvailable":3}}');
    const [node] = (await columns('pods', '.spec.nodeName')).split('\n');
    await until('no allowed disruption', 10, async () => {
      const allowed = await kubectl(
        'get',
        'pdb/web',
        '-o',
        'jsonpath={.status.disruptionsAllowed}',
      );
      return allowed === '0';
    });
    await expect(kubectl('drain', node ?? '', '--timeout=2s')).rejects.toThrow(/disruption budget/);
    await kubectl('uncordon', 'node-a', node ?? '');
  });

  test('the real roles bind: a service account may do nothing until it is given a role', async () => {
    await kubectl('create', 'serviceaccount', 'reader');
    const as = await plane.kubectlAs('reader', await kubectl('create', 'token', 'reader'));
    const refused = await as(['get', 'pods']);
    expect(refused.stderr).toContain('system:serviceaccount:default:reader');
    await kubectl(
      'create',
      'rolebinding',
      'reader',
      '--clusterrole=view',
      '--serviceaccount=default:reader',
    );
    await until('the role', 10, async () => (await as(['get', 'pods'])).code === 0);
  });

  test('a silent node loses its pods to the others, and ends them once it is back', async () => {
    const placed = async () => {
      const lines = await columns(
        'pods',
        '.metadata.name',
        '.spec.nodeName',
        '.status.phase',
        '.metadata.deletionTimestamp',
      );
      return lines.split('\n').map((line) => line.split(/\s+/));
    };
    const [[, node = ''] = []] = await placed();
    const left = (await placed()).filter((pod) => pod[1] === node).map(([name]) => name);
    await plane.silenceNode(node);
    await until('every pod elsewhere', 60, async () => {
      const live = (await placed()).filter(([, , , deleted]) => deleted === '<none>');
      return live.filter(([, on, phase]) => on !== node && phase === 'Running').length === 3;
    });
    const silent = (await placed()).filter((pod) => pod[1] === node).map(([name]) => name);
    expect(silent).toEqual(left);
    await plane.wakeNode(node);
    await kubectl('wait', '--for=condition=Ready', `node/${node}`, '--timeout=60s');
    await until('nothing left to end', 10, async () => (await placed()).length === 3);
  });

  test('nodes come and go', async () => {
    await plane.addNodes([{ ...NODES[0]!, name: 'node-d', labels: { spare: 'yes' } }]);
    expect(await kubectl('get', 'nodes', '-l', 'spare=yes', '-o', 'name')).toBe('node/node-d');
    await plane.removeNode('node-d');
    expect(await kubectl('get', 'nodes', '-l', 'spare=yes', '-o', 'name')).toBe('');
  });
});

describe('what starts and ends a control plane', () => {
  test('several run side by side', async () => {
    const bare = { version: newestKubernetes, controllers: false, kwok: false } as const;
    const planes = await Promise.all([startControlPlane(bare), startControlPlane(bare)]);
    expect(new Set(planes.map(({ url }) => url)).size).toBe(2);
    await Promise.all(planes.map((plane) => plane.stop()));
    for (const { folder } of planes) expect(existsSync(folder)).toBe(false);
  });

  test('nothing is left of it when its owner is killed', async () => {
    const owner = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'killed-owner.ts')],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [output] = (await once(owner.stdout, 'data')) as [Buffer];
    const folder = output.toString().trim();
    expect(await processesIn(folder)).not.toEqual([]);
    owner.kill('SIGKILL');
    await until('the end', 10, async () => !existsSync(folder));
    expect(await processesIn(folder)).toEqual([]);
  });

  test('a component that dies at the start is named, with its last words', async () => {
    const start = startControlPlane({
      version: newestKubernetes,
      apiServerFlags: ['--no-such-flag'],
    });
    await expect(start).rejects.toThrow(/kube-apiserver ended with exit code 1[^]*no-such-flag/);
  });

  test('a component that dies later is named by the next call', async () => {
    const plane = await startControlPlane({
      version: newestKubernetes,
      controllers: false,
      kwok: false,
    });
    plane.run('helper', process.execPath, ['-e', 'console.log("bad luck"); process.exit(3)']);
    const message = async (): Promise<string> =>
      plane.api('GET', '/readyz').then(
        () => '',
        (error: Error) => error.message,
      );
    await until('an error', 10, async () => (await message()) !== '');
    expect(await message()).toMatch(/helper ended with exit code 3[^]*bad luck/);
    await plane.stop();
  });

  test('what is not built yet names the command that builds it', async () => {
    const { XDG_CACHE_HOME, KUBEBUILDER_ASSETS } = process.env;
    process.env.XDG_CACHE_HOME = '/nonexistent';
    delete process.env.KUBEBUILDER_ASSETS;
    try {
      await expect(startControlPlane({ version: newestKubernetes })).rejects.toThrow(
        'npm run control-plane:build',
      );
    } finally {
      restore({ XDG_CACHE_HOME, KUBEBUILDER_ASSETS });
    }
  });
});

describe('the lock of a build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  const file = join(folder, 'lock');

  afterAll(() => rmSync(folder, { recursive: true }));

  test('one waits for the other', async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} begins`);
      await sleep(50);
      order.push(`${name} ends`);
    };
    await Promise.all([
      withLock(file, () => {}, work('first')),
      withLock(file, () => order.push('second waits'), work('second')),
    ]);
    expect(order.filter((event) => event !== 'second waits')).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
    ]);
    expect(order).toContain('second waits');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an owner that died is not waited for', async () => {
    writeFileSync(file, '1\n');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    const waiting = jest.fn();
    await withLock(file, waiting, async () => {});
    expect(waiting).not.toHaveBeenCalled();
  });
});

test('the kustomize-controller applies, follows and prunes an artifact', async () => {
  const plane = await startControlPlane({ version: newestKubernetes, kwok: false });
  const folder = mkdtempSync(join(tmpdir(), 'artifact-'));
  try {
    writeFileSync(join(folder, 'config.yaml'), configMap('first'));
    await startKustomizeController(plane);
    const artifact = await serveArtifact(plane, folder);
    await plane.kubectl(['apply', '-f', '-'], { input: JSON.stringify(KUSTOMIZATION) });
    await applied(plane, artifact.revision);
    writeFileSync(join(folder, 'config.yaml'), configMap('second'));
    await applied(plane, await artifact.update(folder));
    const { stdout } = await plane.kubectl(['get', 'configmaps', '-o', 'name']);
    expect(stdout.split('\n')).toContain('configmap/second');
    expect(stdout.split('\n')).not.toContain('configmap/first');
    await artifact.close();
  } finally {
    rmSync(folder, { recursive: true });
    await plane.stop();
  }
});

const KUSTOMIZATION = {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name: 'all', namespace: 'flux-system' },
  spec: {
    interval: '1h',
    prune: true,
    path: './',
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
  },
};

const configMap = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: default }\n`;

async function applied(plane: ControlPlane, revision: string): Promise<void> {
  const condition = `--for=jsonpath={.status.lastAppliedRevision}=${revision}`;
  const where = ['-n', 'flux-system', 'kustomization/all', '--timeout=60s'];
  const { code, stderr } = await plane.kubectl(['wait', condition, ...where]);
  if (code !== 0) throw new Error(`${stderr}\n${plane.logs('kustomize-controller')}`);
}

/** The processes whose command line names the folder. */
async function processesIn(folder: string): Promise<string[]> {
  const child = spawn('ps', ['-eo', 'pid,args']);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  return output.split('\n').filter((line) => line.includes(folder));
}

function restore(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
