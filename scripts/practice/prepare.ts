import type { GroupName } from '../../control-plane/components.ts';
import type { Progress } from '../../terminal/progress.ts';
import { controlPlaneParts, ensureBuilt } from '../shared/ensure-built.ts';
import { prepareAws } from './aws/aws-command.ts';
import { playedMinor } from './cluster/played-version.ts';
import type { Order } from './order.ts';
import { chosenPrograms, ownPrograms } from './programs.ts';

/** Builds and installs what practice lacks, once, and says what the daemon needs to know of it. */
export async function prepare(progress: Progress): Promise<Omit<Order, 'folder'>> {
  const own = await ownPrograms();
  const needsEksctl = own.every(({ name }) => name !== 'eksctl');
  const parts: GroupName[] = [
    ...controlPlaneParts(playedMinor),
    ...(needsEksctl ? (['eksctl'] as const) : []),
  ];
  await ensureBuilt(parts, progress);
  const { python, aws } = await prepareAws(progress);
  const { given, words } = await chosenPrograms(own, aws);
  return { python, programs: given, words };
}
