import { exposedOf } from '../checks/exposure/exposed.ts';
import { loadClusters } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { asText } from './exposure/text.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'exposure',
  summary: 'Everything that can be reached from outside, and from where.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(() => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { cluster, json } = parsed.flags;
  const tables = loadClusters(CLUSTERS, cluster).map(({ config }) => ({
    config,
    exposed: exposedOf(synthesize(config)),
  }));
  console.log(
    json
      ? JSON.stringify(
          tables.map(({ config, exposed }) => ({ cluster: config.name, exposed })),
          null,
          2,
        )
      : tables.map(asText).join('\n\n'),
  );
  return 0;
});
