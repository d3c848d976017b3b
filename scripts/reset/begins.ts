import type { KubeObject, OutputFile } from '../../output/manifest.ts';
import { identityOf } from '../../output/manifest.ts';
import { titles } from '../verify/exercise.ts';

/** The exercises' numbers, as they are typed. */
export const exercises: readonly string[] = Object.keys(titles);

// Which exercises find a file applied when they begin. Each exercise deletes or applies the rest itself.
const found: Readonly<Record<string, readonly number[]>> = {
  'platform/storage-class': [2, 3, 4, 5, 6],
  'apps/1-sock-shop': [2, 3, 4, 5, 6],
  'platform/cluster-autoscaler': [3, 4, 5, 6],
  'jenkins/1-jenkins': [4, 5],
  'jenkins/2-jenkins-service': [],
  'exercises/3-service-clusterip': [],
  'exercises/4-service-nodeport': [],
  'exercises/5-service-loadbalancer': [],
  'platform/ingress-controller': [],
  'platform/ingress-class': [],
  'apps/2-sock-shop-ingress': [],
};

// The concepts may be done at any time, but for a cluster on which nothing is applied.
const CONCEPT = /^exercises\/concept-/;

/** How an exercise finds the cluster when it begins. */
export interface Beginning {
  /** What is applied by then, in the order in which it is. */
  readonly applied: readonly OutputFile[];
  /** What is not there, what was applied last coming first. */
  readonly absent: readonly KubeObject[];
}

/** How an exercise finds the cluster; what is not a file of the exercises stays out of it. */
export function beginningOf(files: readonly OutputFile[], exercise: number): Beginning {
  const ours = files.filter(({ path }) => nameOf(path) in found || isConcept(path, exercise));
  const isApplied = ({ path }: OutputFile) => found[nameOf(path)]?.includes(exercise) ?? false;
  const applied = ours.filter(isApplied);
  const there = new Set(applied.flatMap(({ objects }) => objects).map(identityOf));
  const absent = ours
    .filter((file) => !isApplied(file))
    .flatMap(({ objects }) => objects)
    .filter((object) => !there.has(identityOf(object)));
  const once = new Map(absent.map((object) => [identityOf(object), object]));
  return { applied, absent: [...once.values()].reverse() };
}

function isConcept(path: string, exercise: number): boolean {
  return exercise === 1 && CONCEPT.test(path);
}

function nameOf(path: string): string {
  return path.replace(/\.k8s\.yaml$/, '');
}
