import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** An empty folder that is gone when all tests have run. */
export function temporaryFolder(): string {
  const all = process.env.TEST_FOLDER;
  if (!all) throw new Error('TEST_FOLDER is made by test/support/begin.cjs');
  return mkdtempSync(join(all, 'test-'));
}
