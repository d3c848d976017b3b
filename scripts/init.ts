import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { relative } from 'node:path';
import { asRange } from '../access/as-range.ts';
import { ownAddress } from '../access/own-address.ts';
import { CLUSTERS } from '../aws/target.ts';
import { isDocumentationRange } from '../config/cidr.ts';
import { readText } from '../config/read-text.ts';
import { type ClassList, classList } from '../init/class-list.ts';
import { type Draft, draftAll, type Said } from '../init/draft.ts';
import { priceOfAll } from '../init/price.ts';
import { questions } from '../init/questions.ts';
import { atTerminal, hasPerson } from '../init/terminal.ts';
import type { Wish } from '../init/wish.ts';
import { writeFiles } from '../init/write-files.ts';
import { regionNames } from '../tables/regions.ts';
import { type Command, type Flag, parseArguments, type Values } from './shared/arguments.ts';
import { run } from './shared/run.ts';
import { UsageError } from './shared/usage-error.ts';

const command = {
  name: 'init',
  summary:
    'Writes a cluster file: from flags, from a few questions at a terminal, or one per line of a class list.',
  flags: {
    name: { type: 'string', value: 'NAME', help: 'the cluster; the file is clusters/<name>.yaml' },
    owner: { type: 'string', value: 'NAME', help: "NAME in the chapter's NAME-bc-svc" },
    region: { type: 'string', value: 'REGION', help: 'the AWS region' },
    from: {
      type: 'string',
      multiple: true,
      value: 'CIDR',
      help: 'who may reach it, instead of asking checkip.amazonaws.com for your address',
    },
    kubernetes: { type: 'string', value: '1.35', help: 'the Kubernetes minor' },
    expires: { type: 'string', value: 'DAY', help: 'the day after which it counts as forgotten' },
    csv: {
      type: 'string',
      value: 'FILE',
      help: 'a class list: name and, if wanted, owner, region, from, kubernetes, expires',
    },
    out: { type: 'string', value: 'DIR', help: `write here instead of ${CLUSTERS}` },
    force: { type: 'boolean', help: 'write over a file that is there' },
  },
} as const satisfies Command<Record<string, Flag>>;

type Flags = Values<typeof command.flags>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return;
  const { flags } = parsed;
  const { out = CLUSTERS, force, csv } = flags;
  const schema = relative(out, 'config/cluster.schema.json').replaceAll('\\', '/');
  const list = csv === undefined ? await one(flags) : listOf(csv, flags);
  const drafts = draftAll(list, schema);
  for (const { file, did } of writeFiles(out, drafts, { force })) console.log(`${file}: ${did}`);
  for (const line of summary(drafts, list.ignored)) console.log(line);
});

async function one(flags: Flags): Promise<ClassList> {
  const { name, owner, region, kubernetes, expires } = flags;
  const from = flags.from.map(asRange);
  const said: Partial<Wish> = { name, owner, region, kubernetes, expires, from };
  const place: Said = (key) => ({ file: `--${key}` });
  if (name !== undefined && owner !== undefined) {
    const own = from.length > 0 ? from : [await ownAddress({ command: command.name })];
    return {
      listed: [{ wish: { ...said, name, owner, from: own }, said: place }],
      problems: [],
      ignored: [],
    };
  }
  if (!hasPerson()) throw missing(flags);
  const wish = await atTerminal((person) =>
    questions(person, {
      said: defined(said),
      user: userInfo().username,
      region: usualRegion(),
      address: () => ownAddress({ command: command.name }).catch((error: Error) => error),
    }),
  );
  return { listed: [{ wish, said: place }], problems: [], ignored: [] };
}

function missing({ name, owner }: Flags): UsageError {
  const lacking = [
    ...(name === undefined ? ['--name'] : []),
    ...(owner === undefined ? ['--owner'] : []),
  ];
  return new UsageError(
    `${lacking.join(' and ')} ${lacking.length > 1 ? 'are' : 'is'} missing, and there is no terminal to ask at`,
    `write npm run init -- --name ${name ?? 'NAME'} --owner ${owner ?? 'NAME'}, or --csv FILE`,
  );
}

function listOf(file: string, flags: Flags): ClassList {
  if (flags.name !== undefined || flags.owner !== undefined) {
    throw new UsageError('--csv has every name and owner', 'leave --name and --owner out');
  }
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`, 'see --csv FILE');
  const { region, kubernetes, expires } = flags;
  const from = flags.from.map(asRange);
  return classList(file, readText(file), { region, kubernetes, expires, from });
}

function summary(drafts: readonly Draft[], ignored: readonly string[]): string[] {
  const [first] = drafts;
  const only = drafts.length === 1 ? ` -- --cluster ${first?.wish.name}` : '';
  const example = drafts.filter(({ wish }) => wish.from.every(isDocumentationRange));
  const together = drafts.length > 1 ? `${drafts.length} clusters together: ` : 'it will cost ';
  return [
    `  ${together}${priceOfAll(drafts)}`,
    ...(ignored.length > 0 ? [`  columns that mean nothing here: ${ignored.join(', ')}`] : []),
    ...example.map(
      ({ wish }) =>
        `  warning: ${wish.from.join(', ')} is an example's address: nobody could reach ${wish.name}; npm run allow-me -- --cluster ${wish.name}`,
    ),
    '',
    `Next: npm run synth${only}`,
    `then: npm run preflight -- --cluster ${only ? first?.wish.name : '<name>'}, and npm run up -- --cluster ${only ? first?.wish.name : '<name>'}`,
  ];
}

function usualRegion(): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const set = AWS_REGION ?? AWS_DEFAULT_REGION ?? '';
  return regionNames.includes(set) ? set : 'us-west-2';
}

function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
