import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBinary } from './binaries.ts';
import type { Processes } from './processes.ts';
import { until } from './until.ts';

const START_SECONDS = 20;

/** Starts etcd on a socket in the control plane's own folder; answers with its address. */
export async function startEtcd(processes: Processes): Promise<string> {
  const socket = join(processes.folder, 'etcd.sock');
  processes.start('etcd', await findBinary('etcd', 'etcd'), [
    '--name=control-plane',
    '--initial-cluster=control-plane=http://localhost:2380',
    `--data-dir=${join(processes.folder, 'etcd')}`,
    `--listen-client-urls=unix://${socket}`,
    '--advertise-client-urls=http://localhost:2379',
    `--listen-peer-urls=unix://${join(processes.folder, 'etcd-peer.sock')}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ]);
  await until(
    'the start of etcd',
    START_SECONDS,
    async () => {
      processes.assertRunning('etcd');
      return existsSync(socket);
    },
    () => processes.lastLines('etcd'),
  );
  return `unix://${socket}`;
}
