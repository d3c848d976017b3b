import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import type { KubeObject, OutputFile, Prerequisite } from '../output/manifest.ts';
import { knownKubernetes, type KubernetesVersion, newestKubernetes } from '../tables/kubernetes.ts';
import type { Subject } from './check.ts';
import { at } from './values.ts';

/** Objects that someone else wrote, with the file that they stand in. */
export interface ForeignFile {
  readonly path: string;
  readonly objects: readonly unknown[];
}

/** What is known of foreign objects besides themselves. */
export interface ForeignFacts {
  /** The ClusterConfig of the cluster that they are for. */
  readonly clusterConfig?: { readonly path: string; readonly object: unknown };
  /** The minor that they are for, when their reader says so. */
  readonly minor?: KubernetesVersion;
  readonly prerequisites?: readonly Prerequisite[];
  readonly orderOf?: Subject['orderOf'];
}

/** The subject that checks see when the objects weren't made by synth. */
export function foreignSubject(files: readonly ForeignFile[], facts: ForeignFacts = {}): Subject {
  const { clusterConfig, minor, prerequisites = [], orderOf } = facts;
  return {
    files: files.map(({ path, objects }): OutputFile => ({
      path,
      objects: objects as KubeObject[],
      // Each of the exercises' files stands for the one that is applied before it.
      alternative: path.split('/').slice(0, -1).includes('exercises'),
    })),
    clusterConfig: clusterConfig && {
      path: clusterConfig.path,
      object: clusterConfig.object as EksctlClusterConfig,
    },
    prerequisites,
    orderOf,
    minor: minor ?? minorIn(clusterConfig?.object) ?? newestKubernetes,
  };
}

/**
 * The minor version that a ClusterConfig names. 1.40 without quotes is a number, 1.4, that no longer tells which one
 * was meant.
 */
export function minorIn(clusterConfig: unknown): KubernetesVersion | undefined {
  return knownKubernetes(at(clusterConfig, 'metadata', 'version'));
}
