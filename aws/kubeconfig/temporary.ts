import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubeconfigOf } from '../../control-plane/kubeconfig.ts';
import type { Connection } from './connection.ts';
import { execOf } from './sign-in.ts';

/**
 * Calls kubectl with a kubeconfig of its own that knows this cluster alone: whatever the user's current context is,
 * no other cluster is touched.
 */
export async function withKubeconfig<T>(
  connection: Connection,
  work: (env: { readonly KUBECONFIG: string }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  const file = join(folder, 'config');
  try {
    writeFileSync(file, JSON.stringify(configOf(connection)), { mode: 0o600 });
    return await work({ KUBECONFIG: file });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function configOf(connection: Connection): object {
  const { name, endpoint, authority } = connection;
  const { apiVersion, command, args } = execOf(connection, 'aws');
  const cluster = { server: endpoint, 'certificate-authority-data': authority };
  const exec = { apiVersion, command, args, interactiveMode: 'IfAvailable' };
  return kubeconfigOf(name, cluster, { exec });
}
