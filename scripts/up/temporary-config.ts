import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterConfig } from 'eksctl-config-types';
import { toYaml } from '../../output/yaml.ts';

/** Does something with a ClusterConfig that is not a file of dist/, and goes afterwards. */
export async function withTemporaryConfig<T>(
  config: ClusterConfig,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'eksctl-'));
  const file = join(folder, 'cluster.yaml');
  try {
    writeFileSync(file, toYaml(config));
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
