import type { Prerequisite } from '../../output/manifest.ts';
import type { Tree } from '../../output/tree.ts';
import { compareValues } from './compare.ts';
import type { FieldChange } from './field-change.ts';
import { compareFiles, type FileChange, isOnlyText } from './file-change.ts';
import { CLUSTER_CONFIG_FILE, readFolder } from './folder.ts';
import type { ObjectChanges } from './kubectl-steps.ts';
import { compareObjects } from './object-change.ts';
import type { Step } from './step.ts';
import { stepsFor } from './steps.ts';

/** What became of one cluster's folder, and what it takes to make it so. */
export interface ClusterDiff extends ObjectChanges {
  readonly name: string;
  readonly what: 'added' | 'removed' | 'changed' | 'same';
  readonly clusterConfig: readonly FieldChange[];
  /** Those of the ClusterConfig's changes that only a new cluster has. */
  readonly newCluster: readonly FieldChange[];
  /** Those that no command makes, with the reason. */
  readonly noCommand: ReadonlyMap<FieldChange, string>;
  /** What became of the other files: IAM policies, templates, the kustomization. */
  readonly files: readonly FileChange[];
  /** Files that differ in nothing but comments or order. */
  readonly onlyText: readonly string[];
  readonly steps: readonly Step[];
  /** Whether no cluster can be running yet that the steps would change. */
  readonly isNew: boolean;
  /** Whether eksctl makes the cluster; else its folder is applied to one that is there. */
  readonly isMade: boolean;
}

/** Compares a cluster's folder with what it was; undefined where there was or is none. */
export function diffCluster(
  name: string,
  before: Tree | undefined,
  after: Tree | undefined,
  prerequisites: readonly Prerequisite[] = [],
): ClusterDiff {
  const old = readFolder(name, before ?? new Map());
  const now = readFolder(name, after ?? new Map());
  const objects = compareObjects(old.entries, now.entries);
  const clusterConfig = compareValues(old.clusterConfig ?? {}, now.clusterConfig ?? {});
  const told = new Set(objects.flatMap(({ file, movedFrom = file }) => [file, movedFrom]));
  if (clusterConfig.length > 0) told.add(CLUSTER_CONFIG_FILE);
  const differing = compareFiles(old, now, told);
  const files = differing.filter((change) => !isOnlyText(change));
  const differs = objects.length + clusterConfig.length + differing.length > 0;
  const found = { name, old, now, objects, clusterConfig, files, prerequisites };
  return {
    name,
    what: !before ? 'added' : !after ? 'removed' : differs ? 'changed' : 'same',
    objects,
    clusterConfig,
    files,
    onlyText: differing.filter(isOnlyText).map(({ file }) => file),
    isMade: now.clusterConfig !== undefined,
    entries: now.entries,
    ...stepsFor(found),
  };
}
