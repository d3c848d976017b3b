import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeKubeconfig } from './change.ts';
import type { Connection } from './connection.ts';
import { entriesFor } from './entries.ts';

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
    const entries = entriesFor(connection, { signIn: 'aws' });
    changeKubeconfig(file, (config) => {
      config.put(entries);
      config.use(entries.name);
    });
    return await work({ KUBECONFIG: file });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
