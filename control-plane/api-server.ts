import { join } from 'node:path';
import type { KubernetesVersion } from '../tables/kubernetes.ts';
import { apiClient } from './api.ts';
import { findBinary } from './binaries.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import type { Credentials } from './credentials.ts';
import { freePort } from './ports.ts';
import type { Processes } from './processes.ts';
import { until } from './until.ts';

const SERVICE_RANGE = '10.100.0.0/16';
export const SERVICE_ADDRESS = '10.100.0.1';

/** Only told to clients in the `kubernetes` Service, as no loopback address may be. */
const ADVERTISED_ADDRESS = '192.168.255.10';

const START_SECONDS = 60;
const ATTEMPTS = 5;
const NAME = 'kube-apiserver';

/** Starts the API server on a free loopback port, and waits until it is ready. */
export async function startApiServer(
  version: KubernetesVersion,
  processes: Processes,
  etcd: string,
  credentials: Credentials,
  flags: string[],
): Promise<string> {
  const binary = await findBinary(version, NAME);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const port = await freePort();
    const own = apiServerFlags(processes.folder, etcd, credentials, port);
    processes.start(NAME, binary, withFlags(own, flags));
    const url = `https://127.0.0.1:${port}`;
    try {
      await untilReady(url, processes, credentials);
      return url;
    } catch (error) {
      const isPortTaken = /address already in use/.test(processes.lastLines(NAME));
      if (processes.isRunning(NAME) || !isPortTaken) throw error;
    }
  }
  throw new ControlPlaneError(
    `${NAME} found its port taken ${ATTEMPTS} times in a row. ` +
      'Something takes every free port of 127.0.0.1; see `ss -ltn`.',
  );
}

/** Arguments with more flags, each in place of those of the same name. */
function withFlags(args: readonly string[], flags: readonly string[]): string[] {
  const names = new Set(flags.map(nameOf));
  return [...args.filter((flag) => !names.has(nameOf(flag))), ...flags];
}

const nameOf = (flag: string) => flag.split('=')[0];

async function untilReady(url: string, processes: Processes, { ca, tokens }: Credentials) {
  const api = apiClient(url, ca, tokens.admin);
  await until(
    `the start of ${NAME}`,
    START_SECONDS,
    async () => {
      for (const name of ['etcd', NAME]) processes.assertRunning(name);
      const answer = await api('GET', '/readyz').catch(() => undefined);
      return answer?.status === 200;
    },
    () => processes.lastLines(NAME),
  );
}

function apiServerFlags(folder: string, etcd: string, { files }: Credentials, port: number) {
  return [
    `--etcd-servers=${etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--advertise-address=${ADVERTISED_ADDRESS}`,
    `--cert-dir=${join(folder, 'certificates')}`,
    `--tls-cert-file=${files.serverCertificate}`,
    `--tls-private-key-file=${files.serverKey}`,
    `--token-auth-file=${files.tokens}`,
    '--authorization-mode=Node,RBAC',
    '--allow-privileged=true',
    `--service-cluster-ip-range=${SERVICE_RANGE}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-signing-key-file=${files.signingKey}`,
    `--service-account-key-file=${files.verificationKey}`,
    '--profiling=false',
  ];
}
