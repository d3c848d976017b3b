import type { Prerequisite } from '../output/manifest.ts';
import type { Tree } from '../output/tree.ts';
import { compareValues } from './compare.ts';
import { type ClusterSteps, clusterSteps } from './eksctl/steps.ts';
import type { FieldChange } from './field-change.ts';
import {
  appliedFolders,
  CLUSTER_CONFIG_FILE,
  type Entry,
  type Folder,
  readFolder,
} from './folder.ts';
import { kubectlSteps } from './kubectl-steps.ts';
import { compareObjects, type ObjectChange } from './object-change.ts';
import { quote } from './shell.ts';
import type { Step } from './step.ts';

/** What became of one cluster's folder, and what it takes to make it so. */
export interface ClusterDiff {
  readonly name: string;
  readonly what: 'added' | 'removed' | 'changed' | 'same';
  readonly objects: readonly ObjectChange[];
  readonly clusterConfig: readonly FieldChange[];
  /** Those of the ClusterConfig's changes that only a new cluster has. */
  readonly newCluster: readonly FieldChange[];
  /** Files that differ in nothing but comments or order. */
  readonly onlyText: readonly string[];
  readonly steps: readonly Step[];
  /** Every object that there is now. */
  readonly entries: readonly Entry[];
}

/** Compares a cluster's folder with what it was; undefined where there was or is none. */
export function diffCluster(
  name: string,
  before: Tree | undefined,
  after: Tree | undefined,
  prerequisites: readonly Prerequisite[] = [],
): ClusterDiff {
  const folder = `dist/${name}`;
  const old = readFolder(name, before ?? new Map());
  const now = readFolder(name, after ?? new Map());
  const objects = compareObjects(old.entries, now.entries);
  const clusterConfig = compareValues(old.clusterConfig ?? {}, now.clusterConfig ?? {});
  const { newCluster, steps: forCluster } = stepsForCluster(old, now, clusterConfig, folder);
  const onlyText = textChanges(old, now, objects, clusterConfig);
  const recreated = !before || newCluster.length > 0;
  const differs = objects.length + clusterConfig.length + onlyText.length > 0;
  return {
    name,
    what: !before ? 'added' : !after ? 'removed' : differs ? 'changed' : 'same',
    objects,
    clusterConfig,
    newCluster,
    onlyText,
    steps: [
      ...forCluster,
      ...(!after && old.clusterConfig
        ? []
        : recreated
          ? applyAll(folder, now)
          : kubectlSteps(folder, objects, now.entries)),
      ...(recreated ? prerequisites : prerequisites.filter((one) => !isKnown(one, old))).map(
        ({ command, reason }) => ({ command, why: reason }),
      ),
    ],
    entries: now.entries,
  };
}

function stepsForCluster(
  old: Folder,
  now: Folder,
  changes: readonly FieldChange[],
  folder: string,
): ClusterSteps {
  const file = `${folder}/${CLUSTER_CONFIG_FILE}`;
  if (old.clusterConfig && now.clusterConfig) {
    return clusterSteps(old.clusterConfig, now.clusterConfig, changes, file);
  }
  if (now.clusterConfig) {
    const why = 'the cluster, which eksctl has not made yet';
    return { newCluster: [], steps: [{ command: `eksctl create cluster -f ${quote(file)}`, why }] };
  }
  if (old.clusterConfig && now.texts.size === 0) {
    const { name, region } = old.clusterConfig.metadata as { name: string; region: string };
    const command = `eksctl delete cluster --name ${quote(name)} --region ${quote(region)} --wait`;
    return { newCluster: [], steps: [{ command, why: 'the cluster runs, and costs, until then' }] };
  }
  return { newCluster: [], steps: [] };
}

function applyAll(folder: string, { texts }: Folder): Step[] {
  const there = appliedFolders.filter((part) =>
    [...texts.keys()].some((path) => path.startsWith(`${part}/`)),
  );
  if (there.length === 0) return [];
  const flags = there.map((part) => `-f ${quote(`${folder}/${part}`)}`).join(' ');
  return [{ command: `kubectl apply ${flags}`, why: 'everything that runs in it' }];
}

function isKnown({ name }: Prerequisite, { texts }: Folder): boolean {
  return [...texts.values()].some((text) => text.includes(`: ${name}\n`));
}

function textChanges(
  old: Folder,
  now: Folder,
  objects: readonly ObjectChange[],
  clusterConfig: readonly FieldChange[],
): string[] {
  const told = new Set(objects.flatMap(({ file, movedFrom }) => [file, movedFrom]));
  if (clusterConfig.length > 0) told.add(CLUSTER_CONFIG_FILE);
  const files = new Set([...old.texts.keys(), ...now.texts.keys()]);
  return [...files].filter(
    (file) => !told.has(file) && old.texts.get(file) !== now.texts.get(file),
  );
}
