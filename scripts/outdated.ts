import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { tableLines } from '../terminal/table.ts';
import { type Looked, look } from './outdated/look.ts';
import { rows } from './outdated/rows.ts';
import { versionsAsker } from './outdated/versions-of.ts';
import { run } from './shared/run.ts';

const OUTDATED = 1;
const UNKNOWN = 2;

const command = {
  name: 'outdated',
  summary:
    'Shows the newest version that registries, the Go module proxy and chart repositories have, for each version in tables/. Exit code 0: all are the newest, 1: some are not, 2: nobody could be asked.',
  flags: {},
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  if (!parseArguments(command)) return 0;
  const all = rows();
  console.log(`Asking for the newest of ${all.length} versions …`);
  const looked = await look(all, versionsAsker());
  console.log(
    tableLines({
      head: ['what', 'has', 'newest'],
      rows: looked.map((one) => [one.row.what, one.row.has, told(one)]),
    }).join('\n'),
  );
  const unknown = looked.filter((one) => one.unknown !== undefined).length;
  const outdated = looked.filter((one) => one.outdated).length;
  console.log(`\n${outdated} outdated, ${unknown} unknown, of ${all.length}`);
  if (unknown === all.length) return UNKNOWN;
  return outdated > 0 ? OUTDATED : 0;
});

function told({ newest, unknown, outdated }: Looked): string {
  if (unknown !== undefined) return `unknown: ${unknown}`;
  if (newest === undefined) return 'none of its line';
  return outdated ? `${newest}  outdated` : newest;
}
