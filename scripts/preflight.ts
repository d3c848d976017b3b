import { targetFlags, targetOf } from '../aws/target.ts';
import { asRange } from '../access/as-range.ts';
import { preflight } from '../preflight/preflight.ts';
import { preflightPrice, priceLines } from '../preflight/price.ts';
import { reportLines, summaryLine } from '../preflight/report.ts';
import { type Command, type Flag, parseArguments } from './shared/arguments.ts';
import { Progress } from './shared/progress.ts';
import { run } from './shared/run.ts';

const FAILED = 1;

const command = {
  name: 'preflight',
  summary:
    'Looks at all that would keep a cluster from coming up, before money is spent: programs, account, quotas, access, images. Changes nothing.\nExit code 0: nothing failed, 1: something did, 2: it could not be looked at.',
  flags: {
    cluster: targetFlags.cluster,
    from: { type: 'string', value: 'CIDR', help: 'where you come from, instead of asking for it' },
    images: { type: 'boolean', help: 'the images alone: needs no AWS' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { flags } = parsed;
  const from = flags.from === undefined ? undefined : asRange(flags.from);
  const target = targetOf(command.name, { cluster: flags.cluster });
  const look = () => preflight(target, { from, imagesOnly: flags.images });
  const what = `Looking at ${flags.images ? 'the images' : 'everything'} for ${target.name}`;
  const lines = flags.json ? await look() : await new Progress().step(what, look);
  const price = flags.images || !target.config ? undefined : preflightPrice(target.config);
  if (flags.json) {
    console.log(JSON.stringify({ cluster: target.name, lines, price }, null, 2));
  } else {
    for (const line of ['', ...reportLines(lines), summaryLine(lines)]) console.log(line);
    if (price) for (const line of ['', ...priceLines(price)]) console.log(line);
  }
  return lines.some(({ state }) => state === 'failed') ? FAILED : 0;
});
