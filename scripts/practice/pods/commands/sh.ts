import { once } from 'node:events';
import { nameOf } from '../../../shared/live-objects.ts';
import { type Command, notPlayed } from './command.ts';

const LOOP = /^\s*while\s+(true|:)\s*;\s*do\s+(true|:)\s*;?\s*done\s*;?\s*$/;
const ONE_COMMAND = /^[\w\s./:=@,+-]+$/;

/** Plays what little of a shell the exercises use: a loop that keeps a processor busy, and one plain command. */
export const sh: Command = async (words, setting) => {
  const [flag, line = '', ...more] = words;
  if (flag !== '-c' || more.length > 0) {
    return notPlayed(setting, 'there is no shell here: no image runs. Name a command instead');
  }
  if (LOOP.test(line)) {
    const { gone } = setting.streams;
    const pod = nameOf(setting.container.pod);
    await setting.busy.during(pod, async () => gone.aborted || once(gone, 'abort'));
    return 0;
  }
  if (ONE_COMMAND.test(line)) return setting.run(line.trim().split(/\s+/), setting);
  return notPlayed(setting, `practice plays no shell, and so not: ${line}`);
};
