import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { settingsSecret } from '../../charts/concepts/configuration.ts';
import type { ControlPlane } from '../../control-plane/control-plane.ts';
import { findBinary } from '../../control-plane/binaries.ts';
import { KUBELET_FLAGS, type PlayedPods, playPods } from '../../scripts/practice/pods/play-pods.ts';
import { type LivePod, readAll, isUp } from '../../scripts/shared/live-objects.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';
import { eventually } from '../control-plane/support/eventually.ts';
import { runInShell } from '../control-plane/support/docs-commands.ts';
import { runningProblems } from '../control-plane/support/running.ts';
import { startWorld, type World } from '../control-plane/support/world.ts';

let world: World;
let pods: PlayedPods;

const practising = { apiServerFlags: [...KUBELET_FLAGS], podsWait: true };
const play = async ({ api }: ControlPlane) => {
  pods = await playPods({ api });
};

beforeAll(async () => {
  world = await startWorld(newestKubernetes, {}, practising, play);
  await world.ok(
    'apply',
    ...world.everything,
    '-f',
    'jenkins',
    '-f',
    'exercises/3-service-clusterip.k8s.yaml',
  );
  for (const name of ['configuration', 'sidecar', 'external-name', 'rolling-update-1', 'scaling']) {
    await world.ok('apply', '-f', `exercises/concept-${name}.k8s.yaml`);
  }
}, 300_000);

afterAll(async () => {
  await pods?.stop();
  await world?.stop();
});

const shell = (command: string) => runInShell(world, command);

describe('a pod', () => {
  const waits = async (app: string) => {
    const label = `-l app.kubernetes.io/name=${app}`;
    return (await shell(`kubectl get pods -n concepts ${label} --no-headers`)).stdout;
  };

  test('waits for its Secret, and starts once that is there', async () => {
    const state = async () =>
      (await waits('settings')).includes('ContainerCreating') ? [] : ['no'];
    expect(await eventually(state)).toEqual([]);
    const events = await world.ok('get', 'events', '-n', 'concepts');
    expect(events).toContain('secret "settings" not found');
    expect(await shell(settingsSecret.command)).toMatchObject({ code: 0 });
    expect(await runningProblems(world.plane)).toEqual([]);
  });

  test('of an image that is not there stays in ImagePullBackOff, beside the three before it', async () => {
    await shell('kubectl set image -n concepts deployment/rolling redis=redis:7.4.11-alpin');
    const ended = await shell('kubectl rollout status -n concepts deployment/rolling --timeout=5s');
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('timed out') });
    const pods = await waits('rolling');
    expect(pods.match(/1\/1 +Running/g)).toHaveLength(3);
    expect(pods.match(/0\/1 +ImagePullBackOff/g)).toHaveLength(1);
    await world.ok('rollout', 'undo', '-n', 'concepts', 'deployment/rolling');
    await world.ok('rollout', 'status', '-n', 'concepts', 'deployment/rolling', '--timeout=30s');
    expect(await runningProblems(world.plane)).toEqual([]);
  });
});

describe('kubectl logs', () => {
  test('of the autoscaler says who plays it, and what it did', async () => {
    pods.log(
      { namespace: 'kube-system', deployment: 'cluster-autoscaler' },
      'ip-1 was unneeded for 4m10s',
    );
    const { stdout, stderr } = await shell(
      'kubectl logs -n kube-system deployment/cluster-autoscaler',
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^practice: no image runs here\. Practice plays cluster-autoscaler by its published rules/,
    );
    expect(stdout).toContain('\nip-1 was unneeded for 4m10s\n');
  });

  test('is followed while lines come', async () => {
    const followed = await begin(
      'logs',
      '-n',
      'concepts',
      'deployment/sidecar',
      '-c',
      'log-reader',
      '--follow',
    );
    expect(await followed.until('order 1\n')).toBe(true);
    const count = followed.said().split('\n').length;
    expect(await followed.until(`order ${count}\n`)).toBe(true);
    await followed.end();
  });

  test('of the last container before is not there', async () => {
    const { code, stderr } = await shell('kubectl logs -n sock-shop deployment/carts --previous');
    expect(code).toBe(1);
    expect(stderr).toContain('previous terminated container "carts"');
    expect(stderr).toContain('not found');
  });
});

describe('kubectl exec', () => {
  test.each([
    [
      'kubectl exec -n dev-bc-svc jenkins -- cat /var/jenkins_home/secrets/initialAdminPassword',
      /^[0-9a-f]{32}\n$/,
    ],
    [
      'kubectl exec -n concepts deployment/settings -- redis-cli config get maxmemory',
      /^maxmemory\n33554432\n$/,
    ],
    [
      'kubectl exec -n concepts deployment/settings -- env -u REDISCLI_AUTH redis-cli ping',
      /^NOAUTH/,
    ],
    [
      'kubectl exec -n concepts deployment/client -- nslookup own-address.concepts.svc.cluster.local',
      /canonical name = checkip/,
    ],
    ['kubectl exec -n concepts deployment/settings -- redis-cli ping', /^PONG\n$/],
  ])('%s', async (command, printed) => {
    const { code, stdout, stderr } = await shell(command);
    expect([code, stdout, stderr.includes('error')]).toEqual([
      0,
      expect.stringMatching(printed),
      false,
    ]);
  });

  test.each([
    'kubectl exec -n concepts deployment/client -- bash',
    'kubectl exec -n concepts deployment/client -- /bin/ls /',
    'kubectl exec -n concepts deployment/client -- sh -c "id; cat /etc/passwd"',
  ])('%s is refused in words, and starts nothing', async (command) => {
    const { code, stdout, stderr } = await shell(command);
    expect([(code ?? 0) > 0, stdout]).toEqual([true, '']);
    expect(stderr).toMatch(/^practice: /);
    expect(stderr).toMatch(/command terminated with exit code 12\d/);
  });

  test('works on a terminal', async () => {
    const command = 'kubectl exec -it -n concepts deployment/settings -- redis-cli ping';
    const { stdout } = await shell(`script -qec "${command}" /dev/null < /dev/null`);
    expect(stdout).toContain('PONG\r\n');
  });

  test('a loop is measured, and the autoscaler answers with four pods', async () => {
    const loop = await begin(
      'exec',
      '-n',
      'concepts',
      'deployment/busy',
      '--',
      'timeout',
      '300',
      'sh',
      '-c',
      'while true; do true; done',
    );
    const problems = await eventually(async () => {
      const all = await readAll<LivePod>(world.plane.api, '/api/v1/namespaces/concepts/pods');
      const busy = all.filter(
        (pod) => pod.metadata.labels?.['app.kubernetes.io/name'] === 'busy' && isUp(pod),
      );
      return busy.length === 4 ? [] : [`${busy.length} pods`];
    }, 120);
    await loop.end();
    expect(problems).toEqual([]);
    expect((await shell('kubectl top pods -n concepts')).stdout).toContain('busy-');
  });
});

describe('kubectl port-forward', () => {
  test('shows the shop, with all its calls judged', async () => {
    const forward = await begin('port-forward', '-n', 'sock-shop', 'service/front-end', ':80');
    const url = await forward.url();
    const page = await (await fetch(url)).text();
    expect(page).toContain('WeaveSocks');
    expect(page).toContain('Practice plays this page: no image runs');
    expect(page).not.toContain('class="refused"');
    await world.ok('delete', 'networkpolicy', '-n', 'sock-shop', 'carts');
    expect(await (await fetch(url)).text()).toContain(
      '<tr class="refused"><td>front-end</td><td>carts</td>',
    );
    await world.ok('apply', ...world.everything);
    await forward.end();
  });

  test("shows Jenkins' first login, which takes the password", async () => {
    const command =
      'kubectl exec -n dev-bc-svc jenkins -- cat /var/jenkins_home/secrets/initialAdminPassword';
    const password = (await shell(command)).stdout.trim();
    const forward = await begin('port-forward', '-n', 'dev-bc-svc', 'service/jenkins', ':8080');
    const url = await forward.url();
    const login = await fetch(`${url}/login`);
    expect(login.headers.get('x-jenkins')).toMatch(/^2\./);
    const body = new URLSearchParams({ j_password: password });
    const sent = await fetch(`${url}/j_spring_security_check`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    const cookie = sent.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await (await fetch(url, { headers: { cookie } })).text()).toContain(
      'Jenkins is unlocked',
    );
    await forward.end();
  });

  test('to what is not played says so', async () => {
    const forward = await begin('port-forward', '-n', 'sock-shop', 'service/carts-db', ':27017');
    await fetch(await forward.url()).catch(() => {});
    expect(await forward.until('practice plays no answer of mongo')).toBe(true);
    await forward.end();
  });
});

async function begin(...args: string[]) {
  const child = spawn(await findBinary(newestKubernetes, 'kubectl'), args, {
    env: { PATH: process.env.PATH, KUBECONFIG: world.plane.kubeconfig, HOME: world.root },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const until = async (text: string) => {
    const problems = await eventually(async () => (said.includes(text) ? [] : [said]), 30);
    return problems.length === 0;
  };
  return {
    said: () => said,
    until,
    url: async () => {
      await until('Forwarding from 127.0.0.1:');
      return `http://127.0.0.1:${/127\.0\.0\.1:(\d+)/.exec(said)?.[1]}`;
    },
    end: async () => {
      child.kill();
      await ended;
    },
  };
}
