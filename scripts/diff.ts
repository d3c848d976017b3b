import { runChecks } from '../checks/run.ts';
import { loadClusters } from '../config/load.ts';
import { CLUSTERS, DIST } from '../config/places.ts';
import { type ClusterDiff, diffCluster } from './diff/cluster-diff.ts';
import { byCluster } from './diff/folder.ts';
import { folderAtRevision } from './diff/git.ts';
import { paintFor } from './diff/paint.ts';
import { report } from './diff/report.ts';
import { reportJson } from './diff/report-json.ts';
import { renderTree } from '../synth/render-tree.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { run } from './shared/run.ts';

const DIFFERENT = 1;

const command = {
  name: 'diff',
  summary:
    'Shows what changed since the last commit in dist/, as synth would write it now, and the commands for it.\n' +
    'Exit code 0: nothing changed, 1: something changed, 2: an error.',
  flags: {
    from: {
      type: 'string',
      value: 'REV',
      help: 'the Git revision to compare with, instead of the last commit',
    },
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(() => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { from: given, cluster, json } = parsed.flags;
  const from = given ?? 'HEAD';
  const loaded = loadClusters(CLUSTERS, cluster);
  const outputs = loaded.map(({ config }) => synthesize(config));
  runChecks(outputs, loaded);
  const before = byCluster(folderAtRevision(DIST, from));
  const after = new Map(outputs.map((output) => [output.config.name, renderTree(output)]));
  const prerequisites = new Map(
    outputs.map((output) => [output.config.name, output.prerequisites]),
  );
  const gone = cluster.length > 0 ? [] : [...before.keys()].filter((name) => !after.has(name));
  const diffs = [...after.keys(), ...gone]
    .map((name): ClusterDiff =>
      diffCluster(name, before.get(name), after.get(name), prerequisites.get(name)),
    )
    .filter(
      ({ what, objects, clusterConfig }) =>
        what !== 'removed' || objects.length + clusterConfig.length > 0,
    );
  const isDifferent = diffs.some(({ what }) => what !== 'same');
  if (json) console.log(reportJson(diffs, from));
  else {
    console.log(report(diffs, given ?? 'the last commit', paintFor(process.stdout)));
    if (isDifferent) console.log('\nThe exit code is 1, because something changed.');
  }
  return isDifferent ? DIFFERENT : 0;
});
