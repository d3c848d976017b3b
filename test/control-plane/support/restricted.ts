import { type LivePod, readAll } from '../../../scripts/shared/live-objects.ts';
import { eventually } from './eventually.ts';
import type { World } from './world.ts';

const JUDGE = 'restricted';

/** What each pod of the applied namespaces lacks for the restricted level, by the API server's own word. */
export async function restrictedReport({ plane, ok }: World): Promise<Record<string, string>> {
  const { api } = plane;
  await ok('create', 'namespace', JUDGE);
  await ok('label', 'namespace', JUDGE, 'pod-security.kubernetes.io/enforce=restricted');
  const account = `/api/v1/namespaces/${JUDGE}/serviceaccounts/default`;
  await eventually(async () => ((await api('GET', account)).status === 200 ? [] : ['not yet']));
  const report: Record<string, string> = {};
  for (const pod of await readAll<LivePod>(api, '/api/v1/pods')) {
    const { namespace = '', name, labels } = pod.metadata;
    if (namespace === 'kube-system' && labels?.app !== 'cluster-autoscaler') continue;
    const { body } = await api('POST', `/api/v1/namespaces/${JUDGE}/pods?dryRun=All`, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: withoutPlace(pod.spec),
    });
    const { kind, message = '' } = body as { kind: string; message?: string };
    report[`${namespace}/${workload(name)}`] = kind === 'Pod' ? 'passes' : reasons(message);
  }
  await ok('delete', 'namespace', JUDGE, '--wait=false');
  return Object.fromEntries(Object.entries(report).sort());
}

// What the API server has put into the pod for the place where it runs.
function withoutPlace(spec: LivePod['spec']): Record<string, unknown> {
  const { nodeName: _, priority: __, priorityClassName: ___, ...rest } = spec;
  return JSON.parse(
    JSON.stringify({ ...rest, serviceAccountName: 'default', serviceAccount: 'default' }),
  ) as Record<string, unknown>;
}

function reasons(message: string): string {
  return message.replace(/^.*violates PodSecurity "restricted:latest": /, '');
}

function workload(pod: string): string {
  return pod.replace(/(-[a-f0-9]{8,10})?-[a-z0-9]{5}$/, '');
}
