import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesVersion } from '../tables/kubernetes.ts';
import type { ApiRequest } from './api.ts';
import { findBinary } from './binaries.ts';
import type { Credentials, User } from './credentials.ts';
import type { Processes } from './processes.ts';
import { until } from './until.ts';

const START_SECONDS = 30;

export interface ControllerOptions {
  controllerManagerFlags?: string[];
  schedulerFlags?: string[];
  /** Merged over the KubeSchedulerConfiguration: profiles, percentageOfNodesToScore, … */
  schedulerConfig?: Record<string, unknown>;
}

/** Starts the controller manager and the scheduler. */
export async function startControllers(
  version: KubernetesVersion,
  processes: Processes,
  credentials: Credentials,
  kubeconfigOf: (user: User) => string,
  options: ControllerOptions,
): Promise<void> {
  const { files } = credentials;
  const manager = 'kube-controller-manager';
  processes.start(manager, await findBinary(version, manager), [
    `--kubeconfig=${kubeconfigOf(manager)}`,
    '--leader-elect=false',
    '--secure-port=0',
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${files.signingKey}`,
    `--root-ca-file=${files.ca}`,
    '--kube-api-qps=200',
    '--kube-api-burst=400',
    ...(options.controllerManagerFlags ?? []),
  ]);
  const scheduler = 'kube-scheduler';
  const config = join(processes.folder, 'kube-scheduler.json');
  writeFileSync(config, JSON.stringify(schedulerConfig(kubeconfigOf(scheduler), options)));
  processes.start(scheduler, await findBinary(version, scheduler), [
    `--config=${config}`,
    '--secure-port=0',
    ...(options.schedulerFlags ?? []),
  ]);
}

/** Waits until the default namespace has what the controllers give every namespace. */
export async function untilControllersWork(api: ApiRequest, processes: Processes): Promise<void> {
  const given = ['serviceaccounts/default', 'configmaps/kube-root-ca.crt'];
  for (const path of given) {
    await until(
      `${path} in the default namespace`,
      START_SECONDS,
      async () => {
        processes.assertAllRunning();
        return (await api('GET', `/api/v1/namespaces/default/${path}`)).status === 200;
      },
      () => `kube-controller-manager is slow. ${processes.lastLines('kube-controller-manager')}`,
    );
  }
}

const schedulerConfig = (kubeconfig: string, { schedulerConfig = {} }: ControllerOptions) => ({
  apiVersion: 'kubescheduler.config.k8s.io/v1',
  kind: 'KubeSchedulerConfiguration',
  clientConnection: { kubeconfig, qps: 200, burst: 400 },
  leaderElection: { leaderElect: false },
  ...schedulerConfig,
});
