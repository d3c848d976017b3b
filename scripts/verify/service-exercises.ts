import { at } from '../../checks/values.ts';
import { done, type Exercise, exerciseOf, type Item, notYet, stateOf } from './exercise.ts';
import { podItems } from './jenkins.ts';
import type { Live } from './live.ts';
import type { Memory } from './memory.ts';
import type { Probe } from './probe.ts';
import { serviceItems, type ServiceType } from './services.ts';
import type { Workplace } from './workplace.ts';

/** The exercises that delete what they made, by the type of their Service. */
export const serviceTypes: readonly (readonly [number, ServiceType])[] = [
  [3, 'ClusterIP'],
  [4, 'NodePort'],
  [5, 'LoadBalancer'],
];

/** Exercises 3 to 5, which are done one after the other in one namespace, and leave nothing behind. */
export async function serviceExercises(
  workplace: Workplace,
  from: readonly string[],
  live: Live,
  probe: Probe,
  memory: Memory,
): Promise<Exercise[]> {
  const { namespace } = workplace;
  const pod = podItems(workplace, live);
  const asked = stateOf({ items: pod }) === 'done' ? probe : inVain;
  const exercises: Exercise[] = [];
  for (const [number, type] of serviceTypes) {
    const key = keyOf(namespace, number);
    const now = [...pod, ...(await serviceItems(type, workplace, from, live, asked))];
    if (stateOf({ items: now }) === 'done') memory.keep(key);
    const seen = memory.seen(key);
    // What is there is judged as it is; what is gone is remembered.
    const isGone = !live.of('Service', namespace).some(({ spec }) => at(spec, 'type') === type);
    const isRemembered = stateOf({ items: now }) === 'not yet' && isGone;
    const items = isRemembered && seen ? [before(type, seen)] : now;
    const end = number === 5 ? [gone(namespace, live, seen)] : [];
    exercises.push(exerciseOf(number, [...items, ...end]));
  }
  return exercises;
}

/** What an exercise is called in the memory. */
export function keyOf(namespace: string, number: number): string {
  return `${namespace} ${number}`;
}

// Nobody would answer: kubectl would only wait for it.
const inVain: Probe = {
  http: async () => ({ answered: false, says: 'there is no pod yet to answer' }),
  portForward: async () => ({ answered: false, says: 'there is no pod yet to answer' }),
};

function before(type: ServiceType, seen: string): Item {
  return done(`the ${type} Service`, `done since ${seen}; it is deleted at the exercise's end`);
}

// The chapter's last step: it counts only for who has been there.
function gone(namespace: string, live: Live, seen: string | undefined): Item {
  const what = 'the namespace is gone at the end';
  const found = live.find('Namespace', namespace);
  if (!found) {
    return seen
      ? done(what, `there is no namespace ${namespace}`)
      : notYet(what, `there is no namespace ${namespace}: the exercise has not begun`);
  }
  return notYet(
    what,
    found.metadata.deletionTimestamp
      ? `${namespace} is being deleted`
      : `${namespace} is still there`,
    `kubectl delete namespace ${namespace}, once you are finished`,
  );
}
