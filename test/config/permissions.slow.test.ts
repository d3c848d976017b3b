import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadClusters } from '../../config/load.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('a file without permission says so', () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'c.yaml'), '', { mode: 0o000 });
  asNobody(() => {
    expect(() => loadClusters(folder)).toThrow("c.yaml\n    can't be read: you have no permission");
  });
});

test('a folder without permission says so', () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o000);
  asNobody(() => {
    expect(() => loadClusters(folder)).toThrow("/\n    can't be read: you have no permission");
  });
});

// Permissions mean nothing to root, which tests in a container often run as.
function asNobody(action: () => void): void {
  if (process.getuid?.() !== 0) return action();
  process.seteuid?.(65_534);
  try {
    action();
  } finally {
    process.seteuid?.(0);
  }
}
