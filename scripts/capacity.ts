import { capacityReport } from '../checks/capacity/report.ts';
import { loadClusters } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { asJson } from './capacity/json.ts';
import { asText } from './capacity/text.ts';
import { run } from './shared/run.ts';
import { UsageError } from '../terminal/usage-error.ts';

const command = {
  name: 'capacity',
  summary:
    'How full the nodes are, how many remain when the autoscaler has removed the others, and what it costs.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    learners: { type: 'string', value: 'N', help: 'divide the price by this number of learners' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(() => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { cluster, json, learners } = parsed.flags;
  const sharing = learners === undefined ? undefined : Number(learners);
  if (sharing !== undefined && !(Number.isInteger(sharing) && sharing > 0)) {
    throw new UsageError(`--learners ${learners} is not a number`, 'write --learners 12');
  }
  const reports = loadClusters(CLUSTERS, cluster).flatMap(
    ({ config }) => capacityReport(synthesize(config)) ?? [],
  );
  console.log(
    json
      ? JSON.stringify(reports.map(asJson), null, 2)
      : reports.map((report) => asText(report, sharing)).join('\n\n'),
  );
  return 0;
});
