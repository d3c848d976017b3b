import { basename } from 'node:path';
import { kindsOf } from '../../imports/kubernetes-schema/index.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';
import { callOf } from '../../terminal/call-of.ts';
import type { Problem } from '../../terminal/problem.ts';
import { isKustomizationFile } from './kustomization-file.ts';
import { type LeftAlone, NO_MANIFEST, type Parsed } from './parse.ts';
import { positionOf } from './position.ts';

const KUSTOMIZE = 'kustomize';
const FLUX = 'Flux';

/** A file's objects by what is done with them. */
export interface Sorted {
  readonly manifests: Parsed[];
  readonly clusterConfigs: Parsed[];
  readonly leftAlone: LeftAlone[];
  /** Objects that say how others are built or applied. */
  readonly tools: Parsed[];
  readonly problems: Problem[];
}

/** Tells Kubernetes objects and eksctl's ClusterConfigs from what only lies beside them. */
export function sortObjects(objects: readonly Parsed[]): Sorted {
  const sorted: Sorted = {
    manifests: [],
    clusterConfigs: [],
    leftAlone: [],
    tools: [],
    problems: [],
  };
  for (const object of objects) {
    const what = otherThing(object);
    if (what !== undefined) {
      sorted.leftAlone.push({ file: object.file, what });
      if (what === KUSTOMIZE || what === FLUX) sorted.tools.push(object);
    } else if (isClusterConfig(object)) sorted.clusterConfigs.push(object);
    else if (lackingWords(object).length === 0) sorted.manifests.push(object);
    else sorted.problems.push(halfObject(object));
  }
  return sorted;
}

function isClusterConfig({ value }: Parsed): boolean {
  const ofEksctl =
    typeof value.apiVersion === 'string' && value.apiVersion.startsWith('eksctl.io/');
  return ofEksctl || value.kind === 'ClusterConfig';
}

const builtInKinds = new Set(kindsOf(newestKubernetes).map(({ kind }) => kind));

function otherThing({ file, value }: Parsed): string | undefined {
  const { apiVersion, kind, metadata } = value;
  const version = typeof apiVersion === 'string' ? apiVersion : '';
  const group = version.split('/')[0]!;
  if (group === 'kustomize.config.k8s.io') return KUSTOMIZE;
  if (version === '' && isKustomizationFile(file)) return KUSTOMIZE;
  if (group.endsWith('.toolkit.fluxcd.io')) return FLUX;
  if (/^Chart\.ya?ml$/.test(basename(file)) && kind === undefined) return 'Helm';
  if ('AWSTemplateFormatVersion' in value) return 'CloudFormation';
  if ('owner' in value && 'access' in value)
    return `a cluster file, which ${callOf('synth')} validates`;
  if (metadata !== undefined || kind === 'ClusterConfig') return undefined;
  if (version === '' || typeof kind !== 'string') return NO_MANIFEST;
  if (version === 'v1' && kind === 'Config') return 'a kubeconfig';
  return builtInKinds.has(kind) ? undefined : 'settings of a program';
}

function lackingWords({ value }: Parsed): string[] {
  return ['apiVersion', 'kind'].filter((key) => typeof value[key] !== 'string');
}

function halfObject(object: Parsed): Problem {
  return {
    place: positionOf(object),
    message: `is not a Kubernetes object: it has no ${lackingWords(object).join(' and no ')} in words`,
    fix: 'kubectl would refuse it; leave it out, or add what it lacks',
  };
}
