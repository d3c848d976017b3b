import type { Prerequisite } from '../../output/manifest.ts';
import type { Folder } from './folder.ts';
import type { Step } from './step.ts';

/** The commands for what a person creates: for Secrets that nothing took before. */
export function secretSteps(prerequisites: readonly Prerequisite[], old: Folder): Step[] {
  return prerequisites
    .filter((secret) => !isTaken(secret, old))
    .map(({ command, reason }) => ({ command, why: reason }));
}

function isTaken({ namespace, name }: Prerequisite, { entries }: Folder): boolean {
  return entries.some(
    ({ object }) => object.metadata.namespace === namespace && takes(object, name),
  );
}

function takes(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, below]: [string, unknown]) => {
    if (key === 'secretName') return below === name;
    if (key === 'secretKeyRef' || key === 'secretRef') {
      return (below as { name?: unknown } | null)?.name === name;
    }
    return takes(below, name);
  });
}
