import { basename } from 'node:path';
import type { Problem } from '../../terminal/problem.ts';
import type { Parsed } from './parse.ts';
import { positionOf } from './position.ts';

/** A file's objects by what is done with them. */
export interface Sorted {
  readonly manifests: Parsed[];
  readonly clusterConfigs: Parsed[];
  /** Those that tools read and kubectl doesn't, by what they are. */
  readonly leftAlone: string[];
  readonly problems: Problem[];
}

/** Tells Kubernetes objects and eksctl's ClusterConfigs from what only lies beside them. */
export function sortObjects(objects: readonly Parsed[], named: boolean): Sorted {
  const sorted: Sorted = { manifests: [], clusterConfigs: [], leftAlone: [], problems: [] };
  for (const object of objects) {
    const other = toolOf(object, named);
    const { apiVersion, kind } = object.value;
    if (other) sorted.leftAlone.push(`${object.file} (${other})`);
    else if (isClusterConfig(object)) sorted.clusterConfigs.push(object);
    else if (typeof apiVersion === 'string' && typeof kind === 'string')
      sorted.manifests.push(object);
    else sorted.problems.push(noObject(object));
  }
  return sorted;
}

function isClusterConfig({ value }: Parsed): boolean {
  const ofEksctl =
    typeof value.apiVersion === 'string' && value.apiVersion.startsWith('eksctl.io/');
  return ofEksctl || value.kind === 'ClusterConfig';
}

function toolOf({ file, value }: Parsed, named: boolean): string | undefined {
  const group = typeof value.apiVersion === 'string' ? value.apiVersion.split('/')[0]! : '';
  if (group === 'kustomize.config.k8s.io') return 'kustomize';
  if (/^kustomization\.ya?ml$/i.test(basename(file))) return 'kustomize';
  if (group.endsWith('.toolkit.fluxcd.io')) return 'Flux';
  if ('AWSTemplateFormatVersion' in value) return 'CloudFormation';
  const isData =
    /\.json$/i.test(file) && value.apiVersion === undefined && value.kind === undefined;
  return isData && !named ? 'no manifest' : undefined;
}

function noObject(object: Parsed): Problem {
  const { value } = object;
  const place = positionOf(object);
  if ('owner' in value && 'access' in value) {
    return {
      place,
      message: 'is a cluster file, not what is made from it',
      fix: 'npm run synth validates it; npm run validate reads what synth writes',
    };
  }
  const lacking = ['apiVersion', 'kind'].filter((key) => typeof value[key] !== 'string');
  return {
    place,
    message: `is not a Kubernetes object: it has no ${lacking.join(' and no ')} in words`,
    fix: 'kubectl would refuse it; leave it out, or add what it lacks',
  };
}
