import { CLUSTERS } from '../config/places.ts';
import { currentCode } from './watch/code.ts';
import { Watching } from './watch/watching.ts';
import { parseArguments } from '../terminal/arguments.ts';
import { run } from './shared/run.ts';

run(async () => {
  const parsed = parseArguments({
    name: 'watch',
    summary:
      'Shows what each save of a cluster file or of our own code changes. Runs until Ctrl-C.',
    flags: {},
  });
  if (!parsed) return 0;
  const watching = new Watching(CLUSTERS, await currentCode());
  await watching.begin();
  console.log('watching; save a cluster file, a chart or a table');
  for (;;) await watching.next();
});
