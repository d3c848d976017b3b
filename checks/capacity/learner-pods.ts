import { learnerFolder } from '../../config/learners/files.ts';
import { exerciseNamespace } from '../../config/learners/names.ts';
import type { Subject } from '../check.ts';
import { at, fields } from '../values.ts';
import { demandOf, type PodDemand } from './demand.ts';
import { parseBytes, parseMillicores } from './quantities.ts';
import { parseQuantity } from '../quantity.ts';

/** The pods that one learner may bring: those of their exercises, or all that their quota lets them have. */
export function learnerPods(subject: Subject): PodDemand[] {
  const [learner] = subject.config?.learners ?? [];
  if (!learner) return [];
  const folder = `${learnerFolder(learner.name)}/`;
  const files = subject.files
    .filter(({ path }) => path.startsWith(folder))
    .map((file) => ({ ...file, alternative: false }));
  const [pod, ...more] = demandOf({ ...subject, files }).pods;
  if (!pod) return [];
  const { pods, cpu, memory } = quotaOf(subject, exerciseNamespace(learner.name));
  const present = [pod, ...more];
  const spare = Math.max(0, (pods ?? 0) - present.length);
  const all = [...present, ...Array.from({ length: spare }, () => ({ ...pod, cpu: 0, memory: 0 }))];
  // Whatever the quota leaves may go to any one of them.
  const left = (key: 'cpu' | 'memory', hard: number | undefined) =>
    Math.max(0, (hard ?? 0) - present.reduce((sum, one) => sum + one[key], 0));
  const extra = { cpu: left('cpu', cpu), memory: left('memory', memory) };
  return all.map((one, index) => ({
    ...one,
    name: `${one.name}-${index + 1}`,
    cpu: one.cpu + (index === 0 ? extra.cpu : 0),
    memory: one.memory + (index === 0 ? extra.memory : 0),
  }));
}

// What all pods of a namespace may come to; a quota with scopes is about some of them.
function quotaOf({ files }: Subject, namespace: string) {
  const hard = files
    .flatMap(({ objects }) => objects)
    .filter(({ kind, metadata }) => kind === 'ResourceQuota' && metadata?.namespace === namespace)
    .map(({ spec }) => fields(spec))
    .filter(({ scopes, scopeSelector }) => scopes === undefined && scopeSelector === undefined)
    .map((spec) => fields(spec.hard));
  const least = (parse: (value: unknown) => number | undefined, ...keys: string[]) => {
    const values = hard.flatMap((one) => keys.flatMap((key) => parse(at(one, key)) ?? []));
    return values.length > 0 ? Math.min(...values) : undefined;
  };
  return {
    pods: least(parseQuantity, 'pods', 'count/pods'),
    cpu: least(parseMillicores, 'requests.cpu', 'cpu'),
    memory: least(parseBytes, 'requests.memory', 'memory'),
  };
}
