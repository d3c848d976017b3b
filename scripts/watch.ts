import { watch } from 'node:fs';
import { join } from 'node:path';
import { currentCode } from '../watch/code.ts';
import type { State } from '../watch/look.ts';
import { parseArguments } from './shared/arguments.ts';
import { run } from './shared/run.ts';

const CLUSTERS = 'clusters';
// An editor that saves a file touches it several times.
const QUIET_MS = 8;
const WARM_UP = 3;

run(async () => {
  const parsed = parseArguments({
    name: 'watch',
    summary: 'What each save of a cluster file or of our own code changes, until it is stopped.',
    flags: {},
  });
  if (!parsed) return 0;
  const code = await currentCode();
  let { look } = await code.fresh();
  let state: State | undefined;
  let changed = { code: false, clusters: false };
  let busy = false;

  const show = async () => {
    if (busy || !(changed.code || changed.clusters)) return;
    busy = true;
    const start = performance.now();
    const all = changed.code;
    changed = { code: false, clusters: false };
    try {
      if (all) ({ look } = await code.fresh());
      const seen = look(CLUSTERS, state, all);
      state = seen.state;
      console.log(`${seen.said}\n(${Math.round(performance.now() - start)} ms)\n`);
    } catch (error) {
      console.log(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    busy = false;
    await show();
  };

  const first = look(CLUSTERS, undefined, true);
  state = first.state;
  if (first.said) console.log(first.said);
  // So that the first save finds everything compiled.
  for (let i = 0; i < WARM_UP; i++) look(CLUSTERS, new Map(), true);
  let timer: NodeJS.Timeout | undefined;
  const noteChange = (what: 'code' | 'clusters') => {
    changed = { ...changed, [what]: true };
    clearTimeout(timer);
    timer = setTimeout(() => void show(), QUIET_MS);
  };
  watch(CLUSTERS, () => noteChange('clusters'));
  for (const folder of code.folders()) {
    if (folder === join(process.cwd(), CLUSTERS)) continue;
    watch(folder, (_, name) => {
      if (name && /\.(ts|json|tsv)$/.test(name)) noteChange('code');
    });
  }
  console.log('watching; save a cluster file, a chart or a table');
  return 0;
});
