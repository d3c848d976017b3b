import { exerciseNamespace } from '../../config/learners/names.ts';
import type { Step } from '../../terminal/plan.ts';
import type { Memory } from '../verify/memory.ts';
import { keyOf, serviceTypes } from '../verify/service-exercises.ts';

/** Tells verify which of the exercises that leave nothing behind are done, and which are not. */
export function countStep(memory: Memory, owner: string, exercise: number): Step {
  const numbers = serviceTypes.map(([number]) => number);
  const before = numbers.filter((number) => number < exercise);
  const others = numbers.filter((number) => number >= exercise);
  const named = (each: readonly number[], state: string) =>
    each.length > 0 ? [`${each.join(', ')} as ${state}`] : [];
  const words = [...named(before, 'done'), ...named(others, 'not done')];
  return {
    what: `Let npm run verify count exercises ${words.join(', and ')}`,
    run: async () => {
      const namespace = exerciseNamespace(owner);
      for (const number of before) memory.count(keyOf(namespace, number));
      for (const number of others) memory.forget(keyOf(namespace, number));
    },
  };
}
