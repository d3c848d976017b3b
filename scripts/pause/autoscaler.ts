import type { Kubectl } from '../../aws/kubectl.ts';
import { AUTOSCALER, AUTOSCALER_NAMESPACE } from '../../charts/cluster-autoscaler/names.ts';
import { UsageError } from '../../terminal/usage-error.ts';

const namespace = ['-n', AUTOSCALER_NAMESPACE];

/** The call that gives the autoscaler so many pods. */
export function scaleArguments(replicas: 0 | 1): string[] {
  return [...namespace, 'scale', 'deployment', AUTOSCALER, `--replicas=${replicas}`];
}

/** Whether the cluster has the autoscaler's Deployment, and with how many pods. */
export async function autoscalerReplicas(kubectl: Kubectl): Promise<number | undefined> {
  const { code, stdout, stderr } = await kubectl.capture([
    ...namespace,
    'get',
    'deployment',
    AUTOSCALER,
    '--ignore-not-found',
    '-o',
    'jsonpath={.spec.replicas}',
  ]);
  if (code !== 0) throw new UsageError(`the autoscaler can't be looked at: ${stderr.trim()}`);
  return stdout.trim() === '' ? undefined : Number(stdout);
}

/** Stops the autoscaler, which would start nodes again for the pods that lose theirs; returns when its pod is gone. */
export async function stopAutoscaler(kubectl: Kubectl): Promise<void> {
  await kubectl.show(scaleArguments(0));
  await kubectl.show([
    ...namespace,
    'wait',
    '--for=delete',
    'pod',
    '-l',
    `app=${AUTOSCALER}`,
    '--timeout=2m',
  ]);
}
