import { allow, type Allowed } from './access/allow.ts';
import { asRange } from './access/as-range.ts';
import { letAwsKnow } from './access/let-aws-know.ts';
import { ownAddress } from '../aws/own-address.ts';
import { inTurn } from './shared/each-target.ts';
import { chooseFile } from './shared/choose.ts';
import { loadClusters } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { appliedFolders } from '../output/kustomization.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type Command, type Flag, parseArguments, type Values } from '../terminal/arguments.ts';
import { type Call, lineOf } from '../terminal/call.ts';
import { run } from './shared/run.ts';

const command = {
  name: 'allow-me',
  summary:
    'Writes your own address into access.from of a cluster file, and removes the example address.',
  flags: {
    cluster: { type: 'string', value: 'NAME', help: 'which cluster, when there are several' },
    all: { type: 'boolean', help: 'every cluster file' },
    from: {
      type: 'string',
      multiple: true,
      value: 'CIDR',
      help: 'this address or range, instead of asking checkip.amazonaws.com for yours',
    },
    replace: { type: 'boolean', help: 'remove all other ranges' },
    apply: {
      type: 'boolean',
      help: 'also change the running cluster: its API, its open node ports and its load balancers',
    },
    'dry-run': { type: 'boolean', help: 'only show what it would do' },
  },
} as const satisfies Command<Record<string, Flag>>;

type Flags = Values<typeof command.flags>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const call = { command, ...parsed };
  const { all, cluster, from } = call.flags;
  const ranges = from.length > 0 ? from.map(asRange) : [await ownAddress({ call })];
  if (!all) return allowIn(chooseFile(CLUSTERS, call, cluster), ranges, call);
  return inTurn(
    loadClusters(CLUSTERS).map(({ config }) => ({ name: config.name, region: config.region })),
    ({ name }) => allowIn(chooseFile(CLUSTERS, call, name), ranges, call),
  );
});

async function allowIn(
  file: string,
  ranges: readonly string[],
  call: Call<Flags>,
): Promise<number> {
  const { replace, apply, 'dry-run': dryRun } = call.flags;
  const allowed = allow(file, ranges, { replace, dryRun });
  const { name } = allowed.config;
  const again = lineOf(call, { all: false, cluster: name, 'dry-run': false });
  for (const line of changes(allowed, ranges, dryRun)) console.log(line);
  if (apply) {
    console.log('');
    return letAwsKnow(allowed.config, { dryRun, again });
  }
  for (const line of dryRun ? undone(allowed, again) : next(allowed)) console.log(line);
  return 0;
}

function undone({ added, removed }: Allowed, again: string): string[] {
  if (added.length + removed.length === 0) return [];
  return ['', `Nothing was done. To do it: ${again}`];
}

function changes(
  { file, added, removed, config }: Allowed,
  ranges: readonly string[],
  dryRun: boolean,
): string[] {
  if (added.length + removed.length === 0) {
    return [`${file}: access.from lets ${ranges.join(', ')} in already; nothing changed`];
  }
  return [
    `${file}: access.from ${dryRun ? 'would be' : 'is now'} [${config.access.from.join(', ')}]`,
    ...added.map((range) => `  + ${range}`),
    ...removed.map((range) => `  - ${range}`),
  ];
}

function next({ config }: Allowed): string[] {
  const { name, manifestsOnly } = config;
  return [
    '',
    'Next: npm run synth',
    ...(manifestsOnly
      ? [
          'and what runs already:',
          `  kubectl apply ${foldersOf(config)
            .map((folder) => `-f dist/${name}/${folder}`)
            .join(' ')}`,
        ]
      : [
          'If the cluster is there already, then let it know, too:',
          `  npm run allow-me -- --cluster ${name} --apply`,
        ]),
  ];
}

function foldersOf(config: ClusterConfig): string[] {
  return appliedFolders(synthesize(config).files);
}
