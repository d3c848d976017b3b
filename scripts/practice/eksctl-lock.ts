import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The file with which eksctl locks a kubeconfig. It is named by a hash of the path, and eksctl leaves it behind. */
export function eksctlLock(kubeconfig: string): string {
  let hash = FNV_OFFSET;
  for (const byte of Buffer.from(kubeconfig)) hash = Math.imul(hash ^ byte, FNV_PRIME);
  const name = (hash >>> 0).toString(16).padStart(8, '0');
  return join(tmpdir(), `${name}.eksctl.lock`);
}
