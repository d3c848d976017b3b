import { pathToFileURL } from 'node:url';
import { runChecks } from '../checks/run.ts';
import { loadClusters } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { clusterPage } from './report/report.ts';
import { writePages } from './report/write-pages.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { givenPath } from './shared/given-path.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'report',
  summary:
    'One HTML page for each cluster, to look at and to print: nodes and pods, calls, entrances, roles, exercises, versions.\n' +
    'It opens from disk and loads nothing. dist/ does not change.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    out: { type: 'string', value: 'FOLDER', help: 'where the pages go, instead of reports' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(() => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { cluster, out: chosen } = parsed.flags;
  const out = chosen === undefined ? 'reports' : givenPath(command.name, chosen);
  const loaded = loadClusters(CLUSTERS, cluster);
  const outputs = loaded.map(({ config }) => synthesize(config));
  runChecks(outputs, loaded);
  const pages = new Map(outputs.map((output) => [output.config.name, clusterPage(output)]));
  const files = writePages(out, pages);
  for (const file of files) console.log(file);
  const [first = ''] = files;
  console.log(`\nOpen ${files.length === 1 ? 'it' : 'one'} in a browser: ${pathToFileURL(first)}`);
  return 0;
}, command);
