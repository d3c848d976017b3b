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
  const done: Allowed[] = [];
  const work = (name?: string) =>
    allowIn(chooseFile(CLUSTERS, call, name), ranges, call, (allowed) => done.push(allowed));
  const code = all
    ? await inTurn(
        loadClusters(CLUSTERS).map(({ config }) => ({ name: config.name, region: config.region })),
        ({ name }) => work(name),
      )
    : await work(cluster);
  const { apply, 'dry-run': dryRun } = call.flags;
  // What comes next is the same for all of them.
  const lines = dryRun ? undone(done, lineOf(call, { 'dry-run': false })) : next(done, call);
  if (!apply) for (const line of lines) console.log(line);
  return code;
});

async function allowIn(
  file: string,
  ranges: readonly string[],
  call: Call<Flags>,
  keep: (allowed: Allowed) => void,
): Promise<number> {
  const { replace, apply, 'dry-run': dryRun } = call.flags;
  const allowed = allow(file, ranges, { replace, dryRun });
  keep(allowed);
  for (const line of changes(allowed, ranges, dryRun)) console.log(line);
  if (!apply) return 0;
  console.log('');
  const { name } = allowed.config;
  const again = lineOf(call, { all: false, cluster: name, 'dry-run': false });
  return letAwsKnow(allowed.config, { dryRun, again });
}

function undone(all: readonly Allowed[], again: string): string[] {
  if (all.every(({ added, removed }) => added.length + removed.length === 0)) return [];
  return ['', `Nothing was done. To do it: ${again}`];
}

function changes(
  { file, added, removed, config }: Allowed,
  ranges: readonly string[],
  dryRun: boolean,
): string[] {
  if (added.length + removed.length === 0) {
    return [`${file}: access.from already has ${ranges.join(', ')}; nothing changed`];
  }
  return [
    `${file}: access.from ${dryRun ? 'would be' : 'is now'} [${config.access.from.join(', ')}]`,
    ...added.map((range) => `  + ${range}`),
    ...removed.map((range) => `  - ${range}`),
  ];
}

function next(all: readonly Allowed[], call: Call<Flags>): string[] {
  const elsewhere = all.filter(({ config }) => config.manifestsOnly);
  const here = all.filter(({ config }) => !config.manifestsOnly);
  const cluster = call.flags.all ? undefined : here[0]?.config.name;
  const [is, it] = here.length > 1 ? ['clusters are', 'them'] : ['cluster is', 'it'];
  return [
    '',
    'Next: npm run synth',
    ...(elsewhere.length > 0 ? ['and what runs already:'] : []),
    ...elsewhere.map(({ config }) => `  kubectl apply ${foldersOf(config).join(' ')}`),
    ...(here.length > 0
      ? [
          `If the ${is} there already, then let ${it} know, too:`,
          `  ${lineOf(call, { cluster, apply: true })}`,
        ]
      : []),
  ];
}

function foldersOf(config: ClusterConfig): string[] {
  return appliedFolders(synthesize(config).files).map(
    (folder) => `-f dist/${config.name}/${folder}`,
  );
}
