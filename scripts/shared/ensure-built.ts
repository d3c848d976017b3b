import { findBinary } from '../../control-plane/binaries.ts';
import { buildGroup } from '../../control-plane/build-group.ts';
import { cacheRoot, filesAreThere } from '../../control-plane/cache.ts';
import { type ComponentGroup, group, type GroupName } from '../../control-plane/components.ts';
import { ControlPlaneError } from '../../control-plane/control-plane-error.ts';
import type { Progress } from '../../terminal/progress.ts';
import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { inParallel } from './in-parallel.ts';

const AT_ONCE = 2;

/** What a control plane with simulated nodes consists of. */
export function controlPlaneParts(minor: KubernetesVersion): GroupName[] {
  return ['etcd', minor, 'kwok'];
}

/** Those of some parts that are not built yet. */
export async function missingParts(parts: readonly GroupName[]): Promise<ComponentGroup[]> {
  const missing: ComponentGroup[] = [];
  for (const name of parts) {
    if (!(await isBuilt(group(name)))) missing.push(group(name));
  }
  return missing;
}

/** Builds the parts that are missing, saying so; does nothing when all are there. */
export async function ensureBuilt(parts: readonly GroupName[], progress: Progress): Promise<void> {
  const missing = await missingParts(parts);
  if (missing.length === 0) return;
  const names = missing.map(({ name, version }) =>
    /^\d/.test(name) ? `Kubernetes ${version}` : name,
  );
  progress.line(
    `Not built yet: building ${names.join(', ')} with Go into ${cacheRoot()}. This is needed once and takes minutes.`,
  );
  // The largest first: where one waits for its modules or its linker, another goes on.
  const bySize = missing.sort((a, b) => b.binaries.length - a.binaries.length);
  const [alone, sharing] = [false, true].map((shares) =>
    bySize.filter(({ modulesOf }) => Boolean(modulesOf) === shares),
  );
  for (const some of [alone!, sharing!]) {
    await inParallel(some, AT_ONCE, (one) => buildGroup(one, progress));
  }
}

async function isBuilt(one: ComponentGroup): Promise<boolean> {
  try {
    for (const { name } of one.binaries) await findBinary(one.name, name);
    return filesAreThere(one);
  } catch (error) {
    if (error instanceof ControlPlaneError) return false;
    throw error;
  }
}
