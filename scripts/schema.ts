import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterFileDoc } from '../config/cluster-file-doc.ts';
import { withCalendar } from '../config/calendar-doc.ts';
import { jsonSchema } from '../config/json-schema.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { isMain } from '../terminal/is-main.ts';
import { run } from './shared/run.ts';
import { withChecks } from './validate/list-checks.ts';

const schemaCommand = {
  name: 'schema',
  summary:
    "Writes config/cluster.schema.json and docs/cluster-file.md from the cluster file's schema, EKS's calendar into docs/since-the-chapter.md, and the table of checks into docs/checks.md.",
  flags: {
    check: { type: 'boolean', help: 'write nothing; exit 1 and list the files that are not fresh' },
  },
} as const satisfies Command<Record<string, Flag>>;

const CALENDAR = 'docs/since-the-chapter.md';
const CHECKS = 'docs/checks.md';

/** What is made from the schema, EKS's calendar and the checks, by its path in the project. */
function schemaFiles(root: string): Record<string, string> {
  const schema = jsonSchema();
  const page = read(join(root, CALENDAR));
  const checks = read(join(root, CHECKS));
  return {
    'config/cluster.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
    'docs/cluster-file.md': clusterFileDoc(schema),
    ...(page !== undefined && { [CALENDAR]: withCalendar(page) }),
    ...(checks !== undefined && { [CHECKS]: withChecks(checks) }),
  };
}

/** The paths whose files in a folder are not what the schema would make of them. */
export function staleSchemaFiles(root: string): string[] {
  return Object.entries(schemaFiles(root))
    .filter(([path, text]) => read(join(root, path)) !== text)
    .map(([path]) => path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function main(): number {
  const parsed = parseArguments(schemaCommand);
  if (!parsed) return 0;
  const root = join(import.meta.dirname, '..');
  const stale = staleSchemaFiles(root);
  if (parsed.flags.check) {
    for (const path of stale) console.log(`not fresh  ${path}: run npm run schema`);
    if (stale.length === 0) console.log("what is made from the cluster file's schema is fresh");
    return stale.length > 0 ? 1 : 0;
  }
  for (const [path, text] of Object.entries(schemaFiles(root))) {
    if (stale.includes(path)) writeFileSync(join(root, path), text);
    console.log(`${path}  ${stale.includes(path) ? 'written' : 'no change'}`);
  }
  return 0;
}

if (isMain(import.meta.filename)) run(main);
