import { allFlag, lookInTurn, refuseNamed } from './shared/each-target.ts';
import { allFiles, allTargets, type Target, targetFlags, targetOf } from './shared/target.ts';
import { asRange } from './access/as-range.ts';
import type { Line } from './preflight/line.ts';
import { preflight, type PreflightOptions } from './preflight/preflight.ts';
import { preflightPrice } from '../synth/price.ts';
import { type Found, told } from './preflight/told.ts';
import { preflightTogether } from './preflight/together.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { Progress } from '../terminal/progress.ts';
import { run } from './shared/run.ts';

const FAILED = 1;

const command = {
  name: 'preflight',
  summary:
    'Checks everything that could stop a cluster from being created, before you pay: programs, account, quotas, access, images. Changes nothing.\nExit code 0: nothing failed, 1: something failed, 2: it could not check.',
  flags: {
    cluster: targetFlags.cluster,
    all: { ...allFlag.all, help: `${allFlag.all.help}; quotas are judged for all together` },
    from: { type: 'string', value: 'CIDR', help: 'your address, instead of asking for it' },
    images: { type: 'boolean', help: 'only the images: needs no AWS' },
    json: { type: 'boolean', help: 'print JSON; with --all, a list of it' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { all, cluster, json, images } = parsed.flags;
  const from = parsed.flags.from === undefined ? undefined : asRange(parsed.flags.from);
  const options = { from, imagesOnly: images };
  const call = { command, ...parsed };
  const tell = (found: readonly Found[]) => {
    const asObjects = found.map(asJson);
    console.log(
      json ? JSON.stringify(all ? asObjects : asObjects[0], null, 2) : told(found, call).join('\n'),
    );
  };
  if (!all) return one(targetOf(call), options, json, tell);
  refuseNamed({ cluster });
  return every(images ? allFiles() : allTargets(), options, json, tell);
});

type Tell = (found: readonly Found[]) => void;

async function one(
  target: Target,
  options: PreflightOptions,
  isJson: boolean,
  tell: Tell,
): Promise<number> {
  const look = async () => foundOf(target, await preflight(target, options), options);
  const found = await watched(target.name, options, isJson, look);
  tell([found]);
  return codeOf(found);
}

function every(
  targets: readonly Target[],
  options: PreflightOptions,
  isJson: boolean,
  tell: Tell,
): Promise<number> {
  return preflightTogether(targets, options, (look) =>
    lookInTurn(targets, {
      look: (target) =>
        watched(target.name, options, isJson, async () =>
          foundOf(target, await look(target), options),
        ),
      tell,
      code: codeOf,
    }),
  );
}

function watched(
  name: string,
  { imagesOnly }: PreflightOptions,
  isQuiet: boolean,
  look: () => Promise<Found>,
): Promise<Found> {
  const what = `Looking at ${imagesOnly ? 'the images' : 'everything'} for ${name}`;
  return isQuiet ? look() : new Progress().step(what, look);
}

function foundOf(
  { name, region, config }: Target,
  lines: readonly Line[],
  { imagesOnly }: PreflightOptions,
): Found {
  const price = imagesOnly || !config ? undefined : preflightPrice(config);
  return { cluster: name, region, lines, ...(price && { price }) };
}

function asJson({ cluster, lines, price }: Found): object {
  return { cluster, lines, price };
}

function codeOf({ lines }: Found): number {
  return lines.some(({ state }) => state === 'failed') ? FAILED : 0;
}
