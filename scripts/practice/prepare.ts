import type { GroupName } from '../../control-plane/components.ts';
import type { Progress } from '../../terminal/progress.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { findProgram } from '../../aws/programs/find.ts';
import { controlPlaneParts, ensureBuilt, missingParts } from '../shared/ensure-built.ts';
import { prepareAws } from './aws/aws-command.ts';
import { isPythonThere } from './aws/python.ts';
import { playedMinor } from './cluster/played-version.ts';
import type { Order } from './order.ts';
import { chosenPrograms, ownPrograms } from './programs.ts';

/** Builds and installs what practice lacks, once, and says what the daemon needs to know of it. */
export async function prepare(progress: Progress): Promise<Omit<Order, 'folder'>> {
  const own = await progress.step('looking for eksctl, kubectl and aws', ownPrograms);
  const needsEksctl = own.every(({ name }) => name !== 'eksctl');
  const parts: GroupName[] = [
    ...controlPlaneParts(playedMinor),
    ...(needsEksctl ? (['eksctl'] as const) : []),
  ];
  await refuseWithout(parts);
  const [{ python, aws }] = await Promise.all([prepareAws(progress), ensureBuilt(parts, progress)]);
  const { given, words } = await chosenPrograms(own, aws);
  return { python, programs: given, words };
}

// All that a computer lacks, before anything is built on it.
async function refuseWithout(parts: readonly GroupName[]): Promise<void> {
  const isBuilt = (await missingParts(parts)).length === 0;
  const lacks = [
    ...(isBuilt || findProgram('go') ? [] : ['Go 1.26 or newer (https://go.dev/dl)']),
    ...(isPythonThere() || findProgram('python3')
      ? []
      : ['Python 3 with venv (https://www.python.org/downloads)']),
  ];
  if (lacks.length === 0) return;
  throw new UsageError(`practice is not built here yet, and that needs ${lacks.join(' and ')}`);
}
