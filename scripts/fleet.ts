import { withAws } from '../aws/clients.ts';
import { findCluster } from '../aws/find-cluster.ts';
import { loadClusters } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { isAhead } from '../config/ahead.ts';
import { differences } from './fleet/differences.ts';
import { memberOf } from './fleet/member.ts';
import { asText, type Listed } from './fleet/text.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { run } from './shared/run.ts';

const AHEAD = 1;

const command = {
  name: 'fleet',
  summary: 'The clusters side by side: versions, sizes, and every key in which their files differ.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    live: {
      type: 'boolean',
      help: 'ask EKS what runs; exit 1 when a file is ahead of its control plane',
    },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { cluster, live, json } = parsed.flags;
  const configs = loadClusters(CLUSTERS, cluster).map(({ config }) => config);
  const clusters: Listed[] = await Promise.all(
    configs.map(memberOf).map(async (member) =>
      live
        ? {
            ...member,
            running:
              (await withAws(member.region, (aws) => findCluster(aws, member.name)))?.version ??
              null,
          }
        : member,
    ),
  );
  const differs = differences(configs);
  console.log(
    json ? JSON.stringify({ clusters, differences: differs }, null, 2) : asText(clusters, differs),
  );
  const ahead = clusters.filter(
    ({ kubernetes, running }) => running && isAhead(kubernetes, running),
  );
  for (const { name, kubernetes, running } of ahead) {
    console.error(
      `clusters/${name}.yaml wants ${kubernetes}, and the control plane runs ${running}: upgrade it first, then merge\n` +
        `  eksctl upgrade cluster --name ${name} --version ${kubernetes} --approve`,
    );
  }
  return ahead.length > 0 ? AHEAD : 0;
});
