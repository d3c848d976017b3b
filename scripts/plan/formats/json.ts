import { formatSteps } from '../../diff/field-change.ts';
import type { Plan } from '../plan.ts';

/** A plan for programs. */
export function asJson({ changes, steps, ...rest }: Plan): string {
  const plan = {
    ...rest,
    changes: changes.map(({ change: { path, before, after }, what, why }) => ({
      path: formatSteps(path),
      before,
      after,
      takes: what,
      why,
    })),
    steps: steps.map(({ command, why, file }) => ({ command, why, file: file?.path })),
  };
  return JSON.stringify(plan, null, 2);
}
