import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesVersions, minorNumber, minorOf } from '../../../tables/kubernetes.ts';
import { goModule } from './go-module.ts';
import { LIFECYCLE_MODULES } from './lifecycle-modules.ts';
import { readLifecycles } from './lifecycle.ts';
import { mergeMinors } from './merge-minors.ts';
import { readMinor } from './read-minor.ts';
import { removedApis } from './removed-apis.ts';
import type { DatedLifecycles } from './removed-apis.ts';
import { renderRemovedApis, renderSchema } from './render-table.ts';

const FOLDER = join(import.meta.dirname, '../../kubernetes-schema');

/** Writes the tables of kubernetes-schema anew; returns what a person should know. */
export function importKubernetes(): string[] {
  const merged = mergeMinors(
    kubernetesVersions.map((version) =>
      readMinor(minorNumber(version), `v${minorOf(version).release}`),
    ),
  );
  const removed = removedApis(datedLifecycles(), merged.kinds, merged);
  writeFileSync(join(FOLDER, 'schema.json'), renderSchema(merged));
  writeFileSync(join(FOLDER, 'removed-apis.json'), renderRemovedApis(removed));
  const { first, last, kinds, definitions } = merged;
  return [
    `kubernetes-schema: ${kinds.size} kinds and ${definitions.size} definitions of ` +
      `Kubernetes 1.${first} to 1.${last}; ${removed.size} deprecated or removed kinds`,
  ];
}

const datedLifecycles = (): DatedLifecycles[] =>
  LIFECYCLE_MODULES.flatMap(({ module, versions }) =>
    versions.map((version) => ({
      module,
      minor: Number(version.split('.')[1]),
      lifecycles: readLifecycles(goModule(module, version)),
    })),
  );
