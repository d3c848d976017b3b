import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { countObjects, projectText, templates } from './bench/contenders.ts';
import { daily, dailyTable } from './bench/daily.ts';
import { load } from './bench/measure.ts';
import { plot } from './bench/plot.ts';
import { fallenBehind, type Ratios, ratiosOf } from './bench/ratios.ts';
import { coldStart, fleet, oneChanged, type Result } from './bench/scenarios.ts';
import { between, markdownTable } from './bench/table.ts';
import { installTools, missingTools } from './bench/tools.ts';
import { parseArguments } from '../terminal/arguments.ts';
import { run } from './shared/run.ts';
import { UsageError } from '../terminal/usage-error.ts';

const ROOT = join(import.meta.dirname, '..');
const RATIOS = 'scripts/bench/ratios.json';
const SHORT_FLEET = 40;

run(async () => {
  const parsed = parseArguments({
    name: 'bench',
    summary: 'How long synth takes, beside helm, kustomize and plain cdk8s in the same session.',
    flags: {
      install: { type: 'boolean', help: 'build helm and kustomize first, with Go' },
      short: { type: 'boolean', help: 'only what the ratios need: a minute, and no other program' },
      guard: { type: 'boolean', help: `exit 1 when a ratio falls behind ${RATIOS}` },
      write: { type: 'boolean', help: `write docs/benchmark.*, or with --short ${RATIOS}` },
    },
  });
  if (!parsed) return 0;
  const { install, short, guard, write } = parsed.flags;
  if (install) installTools();
  return short || guard ? shortRun(guard, write) : wholeRun(write);
});

async function shortRun(guard: boolean, write: boolean): Promise<number> {
  const cold = await coldStart(15, false, console.log);
  const many = await fleet(SHORT_FLEET, 5, ['cdk8s'], console.log);
  const ratios = ratiosOf(cold, many);
  console.log(JSON.stringify(ratios, null, 2));
  if (write) writeFileSync(join(ROOT, RATIOS), `${JSON.stringify(ratios, null, 2)}\n`);
  if (!guard) return 0;
  const behind = fallenBehind(ratios, JSON.parse(projectText(RATIOS) ?? '{}') as Ratios);
  console.log(behind.join('\n') || `no ratio has fallen behind ${RATIOS}`);
  return behind.length > 0 ? 1 : 0;
}

async function wholeRun(write: boolean): Promise<number> {
  const missing = missingTools();
  if (missing.length > 0) {
    throw new UsageError(
      `${missing.join(' and ')} to measure against ${missing.length > 1 ? 'are' : 'is'} not installed`,
      'build them with npm run bench -- --install, which needs Go, or leave them out with --short',
    );
  }
  const each = countObjects(templates());
  const sizes = [
    1,
    10,
    Math.ceil(5000 / each),
    Math.floor(5900 / each),
    100,
    300,
    Math.ceil(30_000 / each),
  ];
  const cold = await coldStart(15, true, console.log);
  const fleets: Result[] = [];
  for (const clusters of sizes) {
    const rounds = clusters < 50 ? 7 : 3;
    fleets.push(...(await fleet(clusters, rounds, ['helm', 'cdk8s', 'kustomize'], console.log)));
  }
  const changed = await oneChanged(300, 5, console.log);
  const day = await daily(3, console.log);
  const results = { machine: machine(), cold, fleets, changed, daily: day };
  const tables = [
    ['cold start', markdownTable(cold)],
    ['fleets', markdownTable(fleets)],
    ['one changed', markdownTable(changed)],
    ['daily', dailyTable(day)],
    ['machine', results.machine],
  ] as const;
  for (const [name, table] of tables) console.log(`\n${name}\n${table}`);
  if (!write) return 0;
  const page = tables.reduce(
    (text, [name, table]) => between(text, name, table),
    projectText('docs/benchmark.md') ?? '',
  );
  writeFileSync(join(ROOT, 'docs/benchmark.md'), page);
  writeFileSync(join(ROOT, 'docs/benchmark.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(ROOT, 'docs/benchmark.svg'), plot(fleets));
  return 0;
}

function machine(): string {
  const [first] = cpus();
  const busy = load();
  return `${cpus().length} × ${first?.model ?? 'an unknown processor'}, ${process.platform}, Node ${process.version}${busy === undefined ? '' : `; load at the end, for each processor: ${busy.toFixed(1)}`}`;
}
