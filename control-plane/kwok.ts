import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBinary, findFiles } from './binaries.ts';
import { SIMULATED } from './nodes.ts';
import type { Processes } from './processes.ts';

const POD_RANGE = '192.168.64.1/18';
const LEASE_SECONDS = 40;

/** Starts kwok, which plays the kubelet of every simulated node. */
export async function startKwok(processes: Processes, kubeconfig: string): Promise<void> {
  const stages = findFiles('kwok', 'stages');
  const [annotation] = Object.entries(SIMULATED).map(([key, value]) => `${key}=${value}`);
  processes.start(
    'kwok',
    await findBinary('kwok', 'kwok'),
    [
      `--kubeconfig=${kubeconfig}`,
      '--manage-all-nodes=false',
      `--manage-nodes-with-annotation-selector=${annotation}`,
      `--cidr=${POD_RANGE}`,
      `--node-lease-duration-seconds=${LEASE_SECONDS}`,
      ...readdirSync(stages).map((file) => `--config=${join(stages, file)}`),
    ],
    { HOME: processes.folder },
  );
}
