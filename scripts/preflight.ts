import { allFlag, lookInTurn, refuseNamed } from './shared/each-target.ts';
import { allFiles, allTargets, type Target, targetFlags, targetOf } from './shared/target.ts';
import { asRange } from './access/as-range.ts';
import type { Line } from './preflight/line.ts';
import { preflight, type PreflightOptions } from './preflight/preflight.ts';
import { type PreflightPrice, preflightPrice, priceLines, sumOf } from '../synth/price.ts';
import { reportLines, summaryLine } from './preflight/report.ts';
import { type Report, togetherLines } from './preflight/report-together.ts';
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

interface Found extends Report {
  readonly price?: PreflightPrice;
}

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { all, cluster, json, images } = parsed.flags;
  const from = parsed.flags.from === undefined ? undefined : asRange(parsed.flags.from);
  const options = { from, imagesOnly: images };
  if (!all) return one(targetOf({ command, ...parsed }), options, json);
  refuseNamed({ cluster });
  return every(images ? allFiles() : allTargets(), options, json);
});

async function one(target: Target, options: PreflightOptions, isJson: boolean): Promise<number> {
  const look = async () => foundOf(target, await preflight(target, options), options);
  const found = await watched(target.name, options, isJson, look);
  if (isJson) {
    console.log(JSON.stringify(asJson(found), null, 2));
  } else {
    const { lines, price } = found;
    for (const line of ['', ...reportLines(lines), summaryLine(lines)]) console.log(line);
    if (price) for (const line of ['', ...priceLines(price)]) console.log(line);
  }
  return codeOf(found);
}

function every(
  targets: readonly Target[],
  options: PreflightOptions,
  isJson: boolean,
): Promise<number> {
  return preflightTogether(targets, options, (look) =>
    lookInTurn(targets, {
      look: (target) =>
        watched(target.name, options, isJson, async () =>
          foundOf(target, await look(target), options),
        ),
      tell: isJson ? tellJson : tellTogether,
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

function tellJson(all: readonly Found[]): void {
  console.log(JSON.stringify(all.map(asJson), null, 2));
}

function asJson({ cluster, lines, price }: Found): object {
  return { cluster, lines, price };
}

function tellTogether(all: readonly Found[]): void {
  for (const line of ['', ...togetherLines(all)]) console.log(line);
  const prices = all.flatMap(({ price }) => price ?? []);
  if (prices.length > 0) {
    for (const line of ['', ...priceLines(sumOf(prices))]) console.log(line);
  }
}

function codeOf({ lines }: Found): number {
  return lines.some(({ state }) => state === 'failed') ? FAILED : 0;
}
