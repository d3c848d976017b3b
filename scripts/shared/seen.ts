import { dirname, join } from 'node:path';
import { z } from 'zod';
import { PRACTICE } from '../../config/practice.ts';
import { makeFolder } from '../../output/make-folder.ts';
import { textIfAny } from '../../output/only-files.ts';
import { replaceFile } from '../../output/replace-file.ts';

const NAME = 'seen.json';
const LARGEST_FILE = 1024 * 1024;

const schema = z.record(
  z.string(),
  z.object({
    done: z.int().min(0).max(99),
    of: z.int().min(1).max(99),
    on: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  }),
);

/** What verify saw when it last looked at every exercise of a cluster. */
export type Seen = z.infer<typeof schema>[string];

/** What was last seen of each cluster. */
export function allSeen(file: string = fileHere()): Map<string, Seen> {
  try {
    return new Map(Object.entries(schema.parse(JSON.parse(textIfAny(file, LARGEST_FILE) ?? '{}'))));
  } catch {
    // A damaged file: nothing was seen.
    return new Map();
  }
}

/** Keeps what is seen of a cluster. */
export function keepSeen(cluster: string, seen: Seen, file: string = fileHere()): void {
  const all = allSeen(file);
  if (JSON.stringify(all.get(cluster)) === JSON.stringify(seen)) return;
  makeFolder(dirname(file));
  const next = Object.fromEntries(all.set(cluster, seen));
  replaceFile(file, `${JSON.stringify(next, null, 2)}\n`);
}

// What is seen in practice is no cluster on AWS, and is gone with practice.
function fileHere(): string {
  return join(process.env[PRACTICE] ?? 'reports', NAME);
}
