import { withAws } from '../aws/clients.ts';
import { compareVersions } from '../aws/eks/compare-versions.ts';
import { soldVersions } from '../aws/eks/sold-versions.ts';
import { calendarRead } from '../tables/kubernetes.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { tableLines } from '../terminal/table.ts';
import { run } from './shared/run.ts';

const OUTDATED = 1;

const command = {
  name: 'eks-versions',
  summary:
    'Compares tables/kubernetes.ts with the Kubernetes versions that EKS sells today. Exit code 0: the same, 1: the table is outdated, 2: EKS could not be asked.',
  flags: {
    region: { type: 'string', value: 'REGION', help: "the AWS region, instead of your settings'" },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const sold = await withAws(parsed.flags.region, soldVersions);
  const rows = sold.map(({ version, support, standardUntil, extendedUntil }) => [
    version,
    support,
    `standard until ${standardUntil ?? '?'}, extended until ${extendedUntil ?? '?'}`,
  ]);
  console.log(tableLines({ rows, lead: 2 }).join('\n'));
  const differences = compareVersions(sold);
  if (differences.length === 0) {
    console.log(`\ntables/kubernetes.ts (as of ${calendarRead}) says the same`);
    return 0;
  }
  console.log(`\ntables/kubernetes.ts (as of ${calendarRead}) is outdated:`);
  for (const line of differences) console.log(`  ${line}`);
  return OUTDATED;
});
